import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { playwrightFigures, vitestFigures } from './test-figures.mjs';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pawtill-figures-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function report(content: object): Promise<string> {
  const file = join(folder, 'report.json');
  await writeFile(file, JSON.stringify(content));
  return file;
}

const vitestReport = (parts: object) =>
  report({ numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [], ...parts });
const playwrightReport = (stats: object, errors: readonly object[] = []) =>
  report({ stats: { expected: 4, unexpected: 0, flaky: 0, skipped: 0, ...stats }, errors });

test('passed and failed tests are counted', async () => {
  expect(await vitestFigures(await vitestReport({}), true)).toEqual({ passed: 5, failed: 0 });
  expect(await vitestFigures(await vitestReport({ numFailedTests: 2 }), false)).toEqual({ passed: 5, failed: 2 });
  expect(await playwrightFigures(await playwrightReport({}), true)).toEqual({ passed: 4, failed: 0 });
  expect(await playwrightFigures(await playwrightReport({ unexpected: 1 }), false)).toEqual({ passed: 4, failed: 1 });
});

test('a test that is switched off, flaky or in a file that cannot be loaded is a failure', async () => {
  const unloaded = { testResults: [{ status: 'failed', assertionResults: [] }] };
  expect(await vitestFigures(await vitestReport(unloaded), false)).toEqual({ passed: 5, failed: 1 });
  expect(await vitestFigures(await vitestReport({ numPendingTests: 1, numTodoTests: 1 }), true)).toMatchObject({
    failed: 2,
  });
  expect(await playwrightFigures(await playwrightReport({ flaky: 1, skipped: 2 }), true)).toMatchObject({ failed: 3 });
  expect(await playwrightFigures(await playwrightReport({}, [{}]), true)).toMatchObject({ failed: 1 });
});

test('a run that ends badly, runs nothing or leaves no report never counts as passed', async () => {
  expect(await vitestFigures(await vitestReport({}), false)).toMatchObject({ failed: 1 });
  expect(await vitestFigures(await vitestReport({ numPassedTests: 0 }), true)).toMatchObject({ failed: 1 });
  expect(await vitestFigures(join(folder, 'none.json'), true)).toMatchObject({ failed: 1 });
  expect(await playwrightFigures(join(folder, 'none.json'), true)).toMatchObject({ failed: 1 });
});
