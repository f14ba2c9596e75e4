// Runs every check and every test on any machine, after installing what they need; ends with a line of figures.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkSources } from './checks.mjs';
import { prepareElectron } from './electron/prepare.mjs';
import { ensureDependencies } from './machine/dependencies.mjs';
import { projectFolder } from './machine/folders.mjs';
import { ensureDisplay } from './machine/headless.mjs';
import { packageScript, run } from './machine/run.mjs';
import { say } from './machine/say.mjs';
import { buildProduct } from './product.mjs';
import { playwrightFigures, vitestFigures } from './test-figures.mjs';

/** @typedef {import('./test-figures.mjs').Figures} Figures */

const results = join(projectFolder, 'out', 'test-results');

/** @returns {Promise<Figures>} */
async function vitest(/** @type {string} */ project) {
  const file = join(results, `${project}.json`);
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { ok } = await run(process.execPath, [packageScript('vitest', 'vitest.mjs'), ...args], { show: true });
  return vitestFigures(file, ok);
}

/** @returns {Promise<Figures>} */
async function build() {
  await buildProduct();
  return { passed: 1, failed: 0 };
}

/** @returns {Promise<Figures>} */
async function endToEnd() {
  const file = join(results, 'e2e.json');
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const script = packageScript('@playwright', 'test', 'cli.js');
  const { ok } = await run(process.execPath, [script, 'test', '--reporter=list,json'], { show: true, env });
  return playwrightFigures(file, ok);
}

/** @type {readonly [string, () => Promise<Figures>][]} */
const steps = [
  ['sources: format, types, lint, boundaries, dead code, guards', checkSources],
  ['unit and contract tests', () => vitest('unit')],
  ['simulation', () => vitest('simulation')],
  ['build', build],
  ['end to end in Electron', endToEnd],
];

/** @type {Figures} */
const sum = { passed: 0, failed: 0 };

/** One step of the run: its figures are added, and a step that breaks counts as one failure. */
async function take(/** @type {string} */ name, /** @type {() => Promise<Figures>} */ step) {
  say(`— ${name} —`);
  const startedAt = performance.now();
  const figures = await step().catch((error) => {
    say(error instanceof Error ? error.message : String(error));
    return { passed: 0, failed: 1 };
  });
  sum.passed += figures.passed;
  sum.failed += figures.failed;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  say(`${name}: ${figures.passed} passed, ${figures.failed} failed (${seconds} s)`);
}

let display = { isVirtual: false, stop: async () => {} };
let electron = 'no Electron';
await take('this machine', async () => {
  await ensureDependencies();
  display = await ensureDisplay();
  electron = `Electron ${(await prepareElectron()).version}`;
  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });
  return { passed: 0, failed: 0 };
});
if (sum.failed === 0) for (const [name, step] of steps) await take(name, step);
await display.stop();
say(`tested with ${electron}, Node ${process.versions.node}, ${process.platform}-${process.arch}`);
process.stdout.write(`${sum.passed} passed, ${sum.failed} failed\n`);
process.exit(sum.failed > 0 ? 1 : 0);
