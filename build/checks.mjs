import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './machine/folders.mjs';
import { packageScript, run } from './machine/run.mjs';
import { say } from './machine/say.mjs';

const cache = join(projectFolder, 'node_modules', '.cache', 'pawtill');
const roots = ['core', 'electron', 'renderer', 'sync-server', 'build', 'tests'];

/** Longest first, so that two at a time end together. @type {readonly { name: string, script: string[], args: string[] }[]} */
const checks = [
  {
    name: 'lint',
    script: ['eslint', 'bin', 'eslint.js'],
    args: [
      '.',
      '--max-warnings',
      '0',
      '--cache',
      '--cache-strategy',
      'content',
      '--cache-location',
      join(cache, 'eslint'),
    ],
  },
  { name: 'types', script: ['typescript', 'bin', 'tsc'], args: ['-b'] },
  { name: 'guards that must fail', script: ['vitest', 'vitest.mjs'], args: ['run', '--project', 'guards'] },
  {
    name: 'format',
    script: ['prettier', 'bin', 'prettier.cjs'],
    args: [
      '--check',
      '.',
      '--log-level',
      'warn',
      '--cache',
      '--cache-strategy',
      'content',
      '--cache-location',
      join(cache, 'prettier'),
    ],
  },
  {
    name: 'boundaries',
    script: ['dependency-cruiser', 'bin', 'dependency-cruise.mjs'],
    args: ['--config', '.dependency-cruiser.cjs', ...roots],
  },
  { name: 'dead code', script: ['knip', 'bin', 'knip.js'], args: ['--no-progress'] },
];

/**
 * Runs every check of the sources, two at a time, and shows what a failing one said.
 *
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function checkSources() {
  await mkdir(cache, { recursive: true });
  const waiting = [...checks];
  let failed = 0;
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const startedAt = performance.now();
      const { ok, output } = await run(process.execPath, [packageScript(...check.script), ...check.args]);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      say(`${ok ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)`);
      if (ok) continue;
      failed += 1;
      process.stderr.write(`${output.trim()}\n`);
    }
  };
  await Promise.all([worker(), worker()]);
  return { passed: checks.length - failed, failed };
}
