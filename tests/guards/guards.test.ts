import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ESLint } from 'eslint';
import prettier from 'prettier';
import { expect, test } from 'vitest';

// A guard that cannot fail guards nothing: each runs over deliberate violations here, and every one must be reported.

const project = join(import.meta.dirname, '..', '..');
const fixtures = join(import.meta.dirname, 'fixtures');

/** Runs a tool's script to its end and answers what it printed; a tool that finds something exits with an error. */
function output(script: readonly string[], args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(project, 'node_modules', ...script), ...args],
      { cwd, maxBuffer: 50e6 },
      (_error, stdout) => resolve(stdout),
    );
  });
}

/** `file:line rule` for every `must fail: rule` comment below a folder. */
function announced(folder: string): string[] {
  const planted = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .flatMap((line, index) => {
          const [, rule] = /must fail: ([\w@/-]+)/.exec(line) ?? [];
          return rule ? [`${name}:${index + 1} ${rule}`] : [];
        }),
    )
    .sort();
  expect(planted.length).toBeGreaterThan(1);
  return planted;
}

test('the linter reports every planted violation and nothing else', async () => {
  const folder = join(fixtures, 'lint');
  const args = ['--config', join(project, 'eslint.config.mjs'), '--format', 'json', '.'];
  const results = JSON.parse(await output(['eslint', 'bin', 'eslint.js'], args, folder)) as ESLint.LintResult[];
  const found = results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId }) => `${relative(folder, filePath)}:${line} ${ruleId}`),
  );
  expect(found.sort()).toEqual(announced(folder));
});

test('the compiler keeps window, network, process and timers out of core', async () => {
  const folder = join(fixtures, 'types');
  const printed = await output(['typescript', 'bin', 'tsc'], ['-p', folder, '--pretty', 'false'], folder);
  const found = [...printed.matchAll(/^(\S+)\((\d+),\d+\): error (TS\d+)/gm)].map(
    ([, file, line, code]) => `${file}:${line} ${code}`,
  );
  expect(found.sort()).toEqual(announced(folder));
});

test('every rule about who may import whom reports its planted violation', async () => {
  const config = join(project, '.dependency-cruiser.cjs');
  const roots = ['core', 'electron', 'renderer', 'sync-server', 'build', 'tests'];
  const args = ['--config', config, '--output-type', 'json', ...roots];
  const printed = await output(
    ['dependency-cruiser', 'bin', 'dependency-cruise.mjs'],
    args,
    join(fixtures, 'boundaries'),
  );
  const { summary } = JSON.parse(printed) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  const rules = (createRequire(import.meta.url)(config) as { forbidden: { name: string }[] }).forbidden.map(
    ({ name }) => name,
  );
  expect([...new Set(summary.violations.map(({ rule }) => rule.name))].sort()).toEqual(rules.sort());

  const planted = summary.violations.map(({ from, rule }) => `${from} ${rule.name}`);
  expect(planted).toContain('core/kernel/uses-node.ts core-packages');
  expect(planted).toContain('core/kernel/uses-zod.ts core-packages');
});

test('files, exports and packages that nobody uses are reported', async () => {
  const folder = join(fixtures, 'dead-code');
  const printed = await output(['knip', 'bin', 'knip.js'], ['--reporter', 'json'], folder);
  for (const name of ['unused-file.ts', 'unused', 'UnusedShape', 'nobody-imports-this']) {
    expect(printed).toContain(`"${name}"`);
  }
  expect(printed).not.toContain('"used"');
});

test('a badly formatted file is reported', async () => {
  const file = join(fixtures, 'format', 'badly-formatted.ts');
  const options = await prettier.resolveConfig(file);
  expect(options).toMatchObject({ singleQuote: true, printWidth: 120 });
  expect(await prettier.check(readFileSync(file, 'utf8'), { ...options, filepath: file })).toBe(false);
});
