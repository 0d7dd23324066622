/** What every test in jsdom starts with: the matchers of jest-dom, and a page that is emptied after each test. */
import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(cleanup);
