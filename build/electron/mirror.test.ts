import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mirrorApp } from './mirror.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pawtill-mirror-'));
  await put('package.json', '{"main":"out/main/index.cjs"}');
  await put('out/main/index.cjs', 'first');
  await put('node_modules/@node-rs/argon2/index.js', 'native');
  await put('node_modules/react/index.js', 'bundled, and not needed');
});
afterEach(() => rm(folder, { recursive: true }));

async function put(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, 'app', path)), { recursive: true });
  await writeFile(join(folder, 'app', path), content, { mode: 0o600 });
}
const mirrored = () => mirrorApp(join(folder, 'app'), join(folder, 'mirrors'));

test('what the app needs lies where everybody can read it, and nothing else does', async () => {
  const target = mirrored();
  expect(await readFile(join(target, 'out/main/index.cjs'), 'utf8')).toBe('first');
  expect((await stat(join(target, 'out/main/index.cjs'))).mode & 0o777).toBe(0o644);
  expect((await stat(join(target, 'node_modules/@node-rs'))).mode & 0o005).toBe(0o005);
  expect(existsSync(join(target, 'node_modules/react'))).toBe(false);
});

test('the same content is copied once; another build gets another folder, and a running register keeps its own', async () => {
  const first = mirrored();
  expect(mirrored()).toBe(first);
  await put('out/main/index.cjs', 'second');
  const second = mirrored();
  expect(second).not.toBe(first);
  expect(await readFile(join(first, 'out/main/index.cjs'), 'utf8')).toBe('first');
});

test('a copy that nobody started from for a week is removed', async () => {
  const first = mirrored();
  await utimes(first, new Date(0), new Date(0));
  await put('out/main/index.cjs', 'second');
  mirrored();
  expect(existsSync(first)).toBe(false);
});
