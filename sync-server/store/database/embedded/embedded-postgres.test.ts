import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { aDatabaseProcess, type DatabaseProcess } from '../../../../tests/support/database-process';
import { openDatabase, type Database, type DatabaseNotice, type DatabaseTarget } from '../open-database';
import { retrying } from '../retrying';
import { isConnectionLoss } from '../storage-errors';
import { findPostmaster, send } from './postmaster';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function aDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pawtill-db-'));
  cleanUp.push(async () => {
    const left = await findPostmaster(dataFolder(dataDir)); // servers that were killed leave it running
    if (left) send(left.pid, 'SIGQUIT');
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  });
  return dataDir;
}

/** A data folder in which a database was made and stopped before: a copy, because making one takes longer. */
async function aUsedDataDir(): Promise<string> {
  const dataDir = await aDataDir();
  await promisify(execFile)('cp', ['-a', join(await firstDataDir, 'postgres'), dataDir]);
  return dataDir;
}

let firstDataDir: Promise<string>;
beforeAll(() => {
  firstDataDir = (async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'pawtill-db-'));
    await (await openDatabase({ dataDir })).stop();
    return dataDir;
  })();
});
afterAll(async () => rm(await firstDataDir, { recursive: true, force: true }));

async function opened(
  target: Extract<DatabaseTarget, { dataDir: string }>,
): Promise<Database & { readonly notices: DatabaseNotice[] }> {
  const notices: DatabaseNotice[] = [];
  const database = await openDatabase(target, { onNotice: (notice) => notices.push(notice) });
  cleanUp.push(() => database.stop());
  return Object.assign(Object.create(database) as Database, { notices });
}

async function aServer(dataDir: string): Promise<DatabaseProcess> {
  const server = await aDatabaseProcess(dataDir);
  cleanUp.push(() => server.kill());
  return server;
}

const dataFolder = (dataDir: string) => join(dataDir, 'postgres', 'data');
const rowCount = async ({ pool }: Database) =>
  (await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM kept')).rows;
const kindsOf = (notices: readonly DatabaseNotice[]) => notices.map(({ kind }) => kind);

/** How many times slower than a quiet one this machine is just now; never less than 1. */
async function slowness(): Promise<number> {
  const begunAt = performance.now();
  await promisify(execFile)(process.execPath, ['-e', '0']);
  return Math.max(1, (performance.now() - begunAt) / 60);
}

test('a first start makes a UTF-8 database within 5 s that only its owner reaches, a later one takes under 1 s', async () => {
  const dataDir = await aDataDir();
  const slow = Math.max(await slowness(), await slowness());
  const firstAt = performance.now();
  const first = await opened({ dataDir });
  expect(performance.now() - firstAt).toBeLessThan(5_000 * slow); // measured 850 ms

  const setting = async (name: string) =>
    (await first.pool.query<{ value: string }>('SELECT current_setting($1) AS value', [name])).rows[0]?.value;
  expect(await setting('fsync')).toBe('on');
  expect(await setting('synchronous_commit')).toBe('on');
  expect(await setting('listen_addresses')).toBe('');
  expect(await setting('data_checksums')).toBe('on');
  const { rows } = await first.pool.query(
    `SELECT pg_encoding_to_char(encoding) AS encoding, datlocprovider::text AS provider, datlocale AS locale
       FROM pg_database WHERE datname = current_database()`,
  );
  expect(rows).toEqual([{ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8' }]);
  expect((await stat(String(first.options.host))).mode & 0o777).toBe(0o700);
  await first.pool.query('CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)');
  await first.stop();
  expect(await findPostmaster(dataFolder(dataDir))).toBeNull();

  const laterAt = performance.now();
  const later = await opened({ dataDir });
  expect(performance.now() - laterAt).toBeLessThan(1_000 * slow); // measured 50 ms
  expect(await rowCount(later)).toEqual([{ n: 1 }]);
});

test('several processes share one folder, whoever started it; the last to leave stops it', async () => {
  const dataDir = await aUsedDataDir();
  const here = await opened({ dataDir });
  await here.pool.query('CREATE TABLE kept (id int)');
  const [one, other] = await Promise.all([aServer(dataDir), aServer(dataDir)]);
  expect([one.how, other.how]).toEqual(['attached', 'attached']);

  await here.stop();
  expect(kindsOf(here.notices)).toContain('others-remain');
  await one.query('INSERT INTO kept VALUES (1)');
  expect(await one.stop()).toBe('others-remain');
  expect(await other.query('SELECT count(*)::int AS n FROM kept')).toEqual({ n: 1 });
  expect(await other.stop()).toBe('stopped');
  expect(await findPostmaster(dataFolder(dataDir))).toBeNull();
});

test('two processes that begin a new folder at once end up on one database', async () => {
  const dataDir = await aDataDir();
  const [one, other] = await Promise.all([aServer(dataDir), aServer(dataDir)]);
  expect(one.postgresPid).toBe(other.postgresPid);
  expect([one.how, other.how].sort()).toEqual(['attached', 'started']);
  expect((await readdir(join(dataDir, 'postgres'))).filter((name) => name.startsWith('new-'))).toEqual([]);
});

test('the server killed: nothing committed is lost, and the next one takes over the running database', async () => {
  const dataDir = await aUsedDataDir();
  const server = await aServer(dataDir);
  await server.query('CREATE TABLE kept (id int)');
  await server.query('INSERT INTO kept VALUES (1)');
  await server.kill();

  const next = await opened({ dataDir });
  expect(kindsOf(next.notices)).toEqual(['attached']);
  expect(await rowCount(next)).toEqual([{ n: 1 }]);
  await next.stop();
  expect(await findPostmaster(dataFolder(dataDir))).toBeNull();
});

test('PostgreSQL killed: callers see a retryable error, it comes back by itself, and retried work is done once', async () => {
  const dataDir = await aUsedDataDir();
  const database = await opened({ dataDir });
  await database.pool.query('CREATE TABLE kept (id int)');
  const postmaster = await findPostmaster(dataFolder(dataDir));
  const waiting = database.pool.query('SELECT pg_sleep(30)').catch((error: unknown) => error);
  await delay(50);

  const killedAt = performance.now();
  process.kill(postmaster?.pid ?? 0, 'SIGKILL');
  expect(isConnectionLoss(await waiting)).toBe(true);
  await retrying(database.pool, (client) => client.query('INSERT INTO kept VALUES (1)'));
  expect(performance.now() - killedAt).toBeLessThan(10_000);
  expect(await rowCount(database)).toEqual([{ n: 1 }]);
  expect(kindsOf(database.notices)).toEqual(expect.arrayContaining(['lost', 'started']));
});

test('PostgreSQL killed under two servers: one starts it again and both go on', async () => {
  const dataDir = await aUsedDataDir();
  const [one, other] = await Promise.all([aServer(dataDir), aServer(dataDir)]);
  await one.query('CREATE TABLE kept (id int)');
  process.kill(one.postgresPid, 'SIGKILL');
  await Promise.all([one.query('INSERT INTO kept VALUES (1)'), other.query('INSERT INTO kept VALUES (2)')]);
  expect(await one.query('SELECT count(*)::int AS n FROM kept')).toEqual({ n: 2 });
  expect(await one.stop()).toBe('others-remain');
  expect(await other.stop()).toBe('stopped');
});

test('both killed in the middle of work: the next start recovers every committed row and no other', async () => {
  const dataDir = await aUsedDataDir();
  const server = await aServer(dataDir);
  await server.query('CREATE TABLE kept (id int)');
  for (let id = 0; id < 20; id += 1) await server.query(`INSERT INTO kept VALUES (${id})`);
  const endless = server.query('INSERT INTO kept SELECT n FROM generate_series(1, 100000000) n').catch(() => 'cut off');
  await delay(200);
  await server.kill();
  process.kill(server.postgresPid, 'SIGKILL');
  expect(await endless).toBe('cut off');

  const next = await opened({ dataDir });
  expect(kindsOf(next.notices)).toEqual(['started']);
  expect(await rowCount(next)).toEqual([{ n: 20 }]);
});

test('PostgreSQL killed first and the server right after it, as when a machine is short of memory', async () => {
  const dataDir = await aUsedDataDir();
  const server = await aServer(dataDir);
  await server.query('CREATE TABLE kept (id int)');
  process.kill(server.postgresPid, 'SIGKILL');
  await server.kill();
  const next = await opened({ dataDir });
  expect(await rowCount(next)).toEqual([{ n: 0 }]);
});

test('a process number that belongs to another program by now does not keep the database from starting', async () => {
  const dataDir = await aUsedDataDir();
  const server = await aServer(dataDir);
  const pidFile = join(dataFolder(dataDir), 'postmaster.pid');
  const file = await readFile(pidFile, 'utf8');
  await server.kill();
  process.kill(server.postgresPid, 'SIGKILL');

  const { uid, gid } = await stat(dataFolder(dataDir));
  const account = process.getuid?.() === 0 ? { uid, gid } : {};
  const bystander = spawn('sleep', ['60'], { stdio: 'ignore', ...account });
  cleanUp.push(async () => bystander.kill());
  await writeFile(pidFile, file.replace(/^\d+/, String(bystander.pid)));

  const next = await opened({ dataDir });
  expect(kindsOf(next.notices)).toEqual(['started']);
  expect(bystander.exitCode).toBeNull();
});

test('backends that outlived a killed main process are ended, so that the next start is not refused', async () => {
  const dataDir = await aUsedDataDir();
  const server = await aServer(dataDir);
  const backend = (await server.query('SELECT pg_backend_pid() AS pid')) as { pid: number };
  process.kill(backend.pid, 'SIGSTOP'); // one that is busy and does not notice
  await server.kill();
  process.kill(server.postgresPid, 'SIGKILL');

  const next = await opened({ dataDir });
  expect(kindsOf(next.notices)).toEqual(['started']);
  await expect(readlink(`/proc/${backend.pid}/cwd`)).rejects.toThrow();
});

test('a half-made data folder, an overlong path and spaces in it are no obstacle', async () => {
  const dataDir = join(await aDataDir(), "Pet Shop's, first", 'x'.repeat(60));
  await mkdir(join(dataDir, 'postgres', 'new-0', 'base'), { recursive: true });
  await chmod(join(dataDir, '..'), 0o755);
  await chmod(join(dataDir, '..', '..'), 0o755);
  const database = await opened({ dataDir });
  const host = String(database.options.host);
  expect(host.startsWith(tmpdir())).toBe(true);
  expect((await database.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  expect((await stat(host)).mode & 0o777).toBe(0o700);
  await database.stop();
  await rm(host, { recursive: true });
});

test('over loopback, as on Windows, a random password is asked for and a restart may change the port', async () => {
  const dataDir = await aDataDir();
  const database = await opened({ dataDir, transport: 'loopback' });
  const before = database.options;
  expect(before.host).toBe('127.0.0.1');
  const stranger = database.newClient();
  Object.assign(stranger, { password: 'guessed' });
  await expect(stranger.connect()).rejects.toMatchObject({ code: '28P01' });

  process.kill((await findPostmaster(join(dataDir, 'postgres', 'data')))?.pid ?? 0, 'SIGKILL');
  await retrying(database.pool, (client) => client.query('SELECT 1'));
  expect(database.options.password).toBe(before.password);
});

test('a data folder that PostgreSQL’s user cannot get to is named, and opened only as far as it is ours', async () => {
  const outer = await mkdtemp(join(tmpdir(), 'pawtill-closed-'));
  cleanUp.push(() => rm(outer, { recursive: true, force: true }));
  const dataDir = join(outer, 'data');
  const opening = openDatabase({ dataDir });
  if (process.getuid?.() === 0) {
    await expect(opening).rejects.toMatchObject({ code: 'data-folder-unreachable' });
    await expect(opening).rejects.toThrow(outer);
    expect((await stat(outer)).mode & 0o777).toBe(0o700);
  } else {
    await (await opening).stop(); // as ourselves, so there is no other user to let in
  }
});

test('the log of PostgreSQL never repeats a statement, a parameter or a value', async () => {
  const dataDir = await aUsedDataDir();
  const { pool, stop } = await opened({ dataDir });
  const secret = 'Maria Testkundin';
  await pool.query('CREATE TABLE kept (name text UNIQUE, number int)');
  await pool.query('INSERT INTO kept VALUES ($1, 1)', [secret]);
  const wrong = [
    pool.query('INSERT INTO kept VALUES ($1, 2)', [secret]),
    pool.query('INSERT INTO kept (number) VALUES ($1)', [secret]),
    pool.query(`SELECT '${secret}'::int`),
    pool.query(`DO $$ BEGIN RAISE WARNING '${secret}'; RAISE EXCEPTION '${secret}'; END $$`),
  ];
  expect((await Promise.allSettled(wrong)).map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
  await stop();

  const folder = join(dataDir, 'postgres', 'log');
  const files = await readdir(folder);
  const text = (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('\n');
  expect(text).toContain('ready to accept connections');
  expect(text).not.toContain('Maria');
});

test('a data folder of another PostgreSQL version is refused and left alone', async () => {
  const dataDir = await aUsedDataDir();
  const file = join(dataFolder(dataDir), 'PG_VERSION');
  await writeFile(file, '17\n');
  await expect(openDatabase({ dataDir })).rejects.toMatchObject({ code: 'data-of-another-postgres' });
  await writeFile(file, '18\n');
  await opened({ dataDir });
});
