import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dependenciesAreInstalled } from './dependencies.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pawtill-dependencies-'));
  await mkdir(join(folder, 'node_modules'));
});
afterEach(() => rm(folder, { recursive: true }));

const wanted = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/for-another-platform': { version: '2.0.0', optional: true },
};
const lock = (packages: object) => writeFile(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
const installed = (packages: object) =>
  writeFile(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));

test('what the lock file names is there; what belongs to other platforms may be missing', async () => {
  await lock(wanted);
  await installed({ 'node_modules/a': { version: '1.0.0' } });
  expect(await dependenciesAreInstalled(folder)).toBe(true);
});

test.each([
  ['nothing was installed', {}],
  ['another version is installed', { 'node_modules/a': { version: '0.9.0' } }],
  [
    'an optional package is there in another version',
    { 'node_modules/a': { version: '1.0.0' }, 'node_modules/for-another-platform': { version: '1.0.0' } },
  ],
])('%s: it is installed again', async (_what, packages) => {
  await lock(wanted);
  await installed(packages);
  expect(await dependenciesAreInstalled(folder)).toBe(false);
});

test('an installation that was interrupted is done again', async () => {
  await lock(wanted);
  expect(await dependenciesAreInstalled(folder)).toBe(false);
});
