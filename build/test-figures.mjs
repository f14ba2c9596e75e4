import { readFile } from 'node:fs/promises';

/**
 * What a test run came to.
 *
 * @typedef {{ passed: number, failed: number }} Figures
 */

/**
 * Adds what a runner's exit code says: one that failed without a failed test, or that ran no test at all, is a failure.
 *
 * @returns {Figures}
 */
function checked(/** @type {Figures} */ { passed, failed }, /** @type {boolean} */ ok) {
  const isSilentFailure = failed === 0 && (!ok || passed === 0);
  return { passed, failed: isSilentFailure ? 1 : failed };
}

/** @returns {Promise<Figures>} the figures in a report of vitest; skipped tests count as failed */
export async function vitestFigures(/** @type {string} */ file, /** @type {boolean} */ ok) {
  const report = JSON.parse(await readFile(file, 'utf8').catch(() => 'null'));
  if (!report) return checked({ passed: 0, failed: 0 }, ok);
  // A file that could not be loaded has no tests that could fail.
  const unloaded = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ { status, assertionResults }) =>
      status === 'failed' && assertionResults.length === 0,
  );
  const switchedOff = report.numPendingTests + report.numTodoTests;
  return checked({ passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length + switchedOff }, ok);
}

/** @returns {Promise<Figures>} the figures in a report of Playwright; flaky and skipped tests count as failed */
export async function playwrightFigures(/** @type {string} */ file, /** @type {boolean} */ ok) {
  const report = JSON.parse(await readFile(file, 'utf8').catch(() => 'null'));
  if (!report) return checked({ passed: 0, failed: 0 }, ok);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return checked({ passed: expected, failed: unexpected + flaky + skipped + report.errors.length }, ok);
}
