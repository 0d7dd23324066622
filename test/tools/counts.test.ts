import { expect, test } from 'vitest';
import { playwrightCount, vitestCount } from './counts.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((name) => ({ status: name })),
});

test('counts the tests of Vitest, and a file that could not be loaded as a failure', () => {
  const testResults = [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed'), file('failed')];
  expect(vitestCount({ numPassedTests: 3, numFailedTests: 1, testResults })).toEqual({ passed: 3, failed: 2 });
});

test('counts the tests of Playwright, and an error outside any test as a failure', () => {
  const stats = { expected: 4, flaky: 1, unexpected: 2, skipped: 9 };
  expect(playwrightCount({ stats, errors: [] })).toEqual({ passed: 5, failed: 2 });
  expect(playwrightCount({ stats: { ...stats, unexpected: 0 }, errors: [{}] })).toEqual({ passed: 5, failed: 1 });
});

test.each([
  null,
  {},
  [],
  'text',
  { numPassedTests: '3', numFailedTests: 0, testResults: [] },
  { stats: {}, errors: [] },
])('takes no report of another shape: %j', (report) => {
  expect(() => vitestCount(report)).toThrow();
  expect(() => playwrightCount(report)).toThrow();
});
