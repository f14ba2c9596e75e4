import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { aServerProcess, removeServerData, runCommand, type ServerProcess } from '../../tests/support/sync-server';

/** Real processes on a busy machine. */
const PATIENCE_MS = 400_000;
/** Longer than a server gives itself to end. */
const MOST_STOP_MS = 30_000;
const started: ServerProcess[] = [];

async function serve(...args: Parameters<typeof aServerProcess>): Promise<ServerProcess> {
  const server = await aServerProcess(...args);
  started.push(server);
  return server;
}

afterAll(async () => {
  for (const server of started) await server.stop();
  await removeServerData();
});

const business = {
  ...{ kind: 'business', registerName: 'Counter', accountName: 'Corner Pets' },
  location: {
    id: 'main',
    kind: 'master',
    name: 'Main Street',
    code: 'MAI',
    country: 'US',
    timeZone: 'America/Denver',
    phone: '',
    address: '',
  },
  admin: { username: 'owner', pin: '730519' },
};

function post(url: string, body: unknown, token?: string): Promise<Response> {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

test(
  'a server is started, set up, joined, backed up, killed, started again and restored',
  { timeout: PATIENCE_MS },
  async () => {
    const server = await serve();
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    const owner = await (await post(`${server.url}/v1/setup`, business)).json();
    expect(owner.location.name).toBe('Main Street');
    expect((await stat(join(server.data, 'server-secret'))).mode & 0o777).toBe(0o600);

    // Commands work beside the running server, on the same database.
    const code = await server.joinCode('main street');
    const joined = await (await post(`${server.url}/v1/join`, { code, registerName: 'Second' })).json();
    expect(joined.registerNumber).toBe(owner.registerNumber + 1);
    const nowhere = await server.command('join-code', '--location', 'Nowhere');
    expect([nowhere.code, nowhere.out]).toEqual([1, '']);
    expect(nowhere.said).toContain('There are: Main Street.');

    const programs = join(server.data, 'programs.json');
    const item = { upc: '400211000017', description: 'Puppy Chicken 4 lb', valueCents: 1699 };
    const card = { id: 'puppy', title: 'Puppy 4 lb', buyX: 12, rewardRule: 'lesser-equal', items: [item] };
    const program = { id: 'one', manufacturer: 'One', title: 'One', cards: [card], enrollments: [{ location: 'MAI' }] };
    await writeFile(programs, JSON.stringify({ programs: [program] }));
    expect((await server.command('programs', programs)).out).toContain(
      '1 programs with 1 items: 1 new, 0 with changed rules.',
    );
    await writeFile(programs, JSON.stringify({ programs: [{ ...program, cards: [{ ...card, buyX: 10 }] }] }));
    expect((await server.command('programs', programs)).out).toContain('0 new, 1 with changed rules.');

    const file = join(server.data, 'one.pawtill-backup');
    const backup = await server.command('backup', file);
    expect(backup.code).toBe(0);
    expect(backup.out).toMatch(/verified; .*2 registers/);
    const later = await (
      await post(`${server.url}/v1/join`, { code: await server.joinCode('MAI'), registerName: 'Third' })
    ).json();
    expect(later.token).toEqual(expect.any(String));

    // Killed, the server comes back with everything.
    await server.kill();
    const again = await serve({ data: server.data });
    const users = (token: string) => fetch(`${again.url}/v1/users`, { headers: { authorization: `Bearer ${token}` } });
    for (const { token } of [owner, joined, later]) expect((await users(token)).status).toBe(200);

    // A damaged backup changes nothing; a whole one takes everything back and begins the next epoch.
    const damaged = join(server.data, 'damaged.pawtill-backup');
    await copyFile(file, damaged);
    const bytes = await readFile(damaged);
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 0xff;
    await writeFile(damaged, bytes);
    const refused = await again.command('restore', damaged);
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('damaged')]);
    expect((await users(later.token)).status).toBe(200);

    const restored = await again.command('restore', file);
    expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('This is epoch 2') });
    expect(restored.said).toContain('before-restore');
    expect((await users(joined.token)).status).toBe(200);
    const feed = await post(
      `${again.url}/v1/feed/account`,
      { checkpoint: null, limit: 10, collections: null },
      joined.token,
    );
    expect((await feed.json()).checkpoint.epoch.number).toBe(2);
    expect(await again.stop()).toBe(0);
    for (const log of [server.log(), again.log()]) {
      expect(log).toContain('"route":"/v1/');
      for (const secret of [owner.token, joined.token, later.token, code, '730519', 'owner'])
        expect(log).not.toContain(secret);
    }
  },
);

test(
  'two servers on one data folder share the database, and a stopped one leaves the other at work',
  { timeout: PATIENCE_MS },
  async () => {
    const first = await serve();
    const { token } = await (await post(`${first.url}/v1/setup`, business)).json();
    const second = await serve({ data: first.data });
    expect(await first.stop()).toBe(0);

    const users = await fetch(`${second.url}/v1/users`, { headers: { authorization: `Bearer ${token}` } });
    expect(users.status).toBe(200);
  },
);

test('a server ends although nobody reads what it says any more', { timeout: PATIENCE_MS }, async () => {
  // As when the whole machine is told to end: its starter goes, its database goes, and it has a last line to say.
  const server = await serve();
  process.kill(await server.postgresPid(), 'SIGTERM');
  const stopped = server.stop();
  await server.hears('"stopping"');
  server.stopReading();
  expect(await Promise.race([stopped, delay(MOST_STOP_MS, 'still there')])).toBe(0);
});

test('what cannot be done is said in a sentence', { timeout: PATIENCE_MS }, async () => {
  const server = await serve();
  const port = new URL(server.url).port;

  const taken = await runCommand(['serve', '--port', port, '--data', server.data]);
  expect([taken.code, taken.out]).toEqual([1, '']);
  expect(taken.said).toContain(`Port ${port} is taken`);
  const unreachable = await runCommand([
    'join-code',
    '--database-url',
    'postgres://nobody@127.0.0.1:1/none',
    '--data',
    server.data,
  ]);
  expect([unreachable.code, unreachable.said]).toEqual([1, expect.stringContaining('did not answer')]);
  const unknown = await runCommand(['dance']);
  expect([unknown.code, unknown.said]).toEqual([2, expect.stringContaining('There is no command "dance"')]);
  const help = await runCommand(['--help']);
  expect([help.code, help.out]).toEqual([0, expect.stringContaining('PAWTILL_DATA')]);
});
