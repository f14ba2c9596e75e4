import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appFiles } from './serve-app';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pawtill-serve-'));
  await mkdir(join(folder, 'app', 'assets'), { recursive: true });
  await writeFile(join(folder, 'app', 'index.html'), '<p>page</p>');
  await writeFile(join(folder, 'app', 'assets', 'worker-1.js'), 'export {};');
  await writeFile(join(folder, 'app', 'notes.txt'), 'not of a listed kind');
  await writeFile(join(folder, 'secret.json'), '{"token":1}');
});
afterAll(() => rm(folder, { recursive: true }));

const get = (path: string) => appFiles(join(folder, 'app'))(path);

test('the page answers for every screen, and built files for themselves', async () => {
  expect(await (await get('/')).text()).toBe('<p>page</p>');
  expect(await (await get('/customers/c1')).text()).toBe('<p>page</p>');
  const worker = await get('/assets/worker-1.js');
  expect([worker.status, worker.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
});

test.each([
  '/../secret.json',
  '/%2e%2e/secret.json',
  '/..%2fsecret.json',
  '/assets/..%5c..%5csecret.json',
  '/%00.js',
  '/%',
  '/notes.txt',
  '/none.js',
])('%s leads nowhere', async (path) => {
  expect((await get(path)).status).toBe(404);
});

test('every response carries the content policy, scripts of workers and refusals too', async () => {
  for (const path of ['/', '/assets/worker-1.js', '/none.js']) {
    const policy = (await get(path)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toContain('unsafe-eval');
  }
});
