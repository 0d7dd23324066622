/** Writes docs/findings.md anew: `npm run docs`. */
import { writeFileSync } from 'node:fs';
import { findingsPage } from './findings-page.ts';

writeFileSync('docs/findings.md', findingsPage());
