/** Reads the reports of the test runners. A report of another shape throws: it must not count as a green one. */

/** @typedef {{ passed: number, failed: number }} Count */

/** @param {unknown} value @param {string} key */
function member(value, key) {
  if (typeof value !== 'object' || value === null) throw new Error(`a report without "${key}"`);
  return /** @type {Record<string, unknown>} */ (value)[key];
}

/** @param {unknown} value @param {string} key */
function number(value, key) {
  const found = member(value, key);
  if (typeof found !== 'number') throw new Error(`a report without the number "${key}"`);
  return found;
}

/** @param {unknown} value @param {string} key */
function list(value, key) {
  const found = member(value, key);
  if (!Array.isArray(found)) throw new Error(`a report without the list "${key}"`);
  return /** @type {unknown[]} */ (found);
}

/** A file that could not be loaded holds no failed test, yet failed. @param {unknown} file */
function failedWhole(file) {
  const tests = list(file, 'assertionResults');
  return member(file, 'status') === 'failed' && !tests.some((test) => member(test, 'status') === 'failed');
}

/** Vitest's JSON report. @param {unknown} json @returns {Count} */
export function vitestCount(json) {
  const files = list(json, 'testResults').filter(failedWhole).length;
  return { passed: number(json, 'numPassedTests'), failed: number(json, 'numFailedTests') + files };
}

/** Playwright's JSON report. Errors outside any test count too. @param {unknown} json @returns {Count} */
export function playwrightCount(json) {
  const stats = member(json, 'stats');
  const errors = list(json, 'errors').length;
  return {
    passed: number(stats, 'expected') + number(stats, 'flaky'),
    failed: number(stats, 'unexpected') + errors,
  };
}
