import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { serverSecret } from './server-secret';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pawtill-secret-'));
  folders.push(folder);
  return folder;
}

test('the secret is made once, for its owner alone, and processes that come at once agree on it', async () => {
  const folder = await aFolder();
  const file = join(folder, 'deep', 'server-secret');
  const secrets = await Promise.all(Array.from({ length: 8 }, () => serverSecret(file)));

  expect(new Set(secrets).size).toBe(1);
  expect(secrets[0]).toMatch(/^[0-9a-f]{64}$/);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(folder, 'deep'))).toEqual(['server-secret']);
});

test('a secret that was cut short is refused, not replaced', async () => {
  const file = join(await aFolder(), 'server-secret');
  await writeFile(file, 'abc\n');

  await expect(serverSecret(file)).rejects.toThrow(/damaged/);
});
