import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { aDatabase } from '../../../tests/support/postgres';
import { migrateDatabase } from './migrate-database';
import { readMigrations } from './migrations-folder';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function aFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pawtill-migrations-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

const FIRST = { '0001_first.sql': `-- Up Migration\nCREATE TABLE kept (note json DEFAULT '{"a": 1}');\n-- a note` };
const SECOND = { ...FIRST, '0002_second.sql': 'ALTER TABLE kept ADD COLUMN number int', 'README.md': 'not SQL' };

test('the migrations this server brings are found, in order, and run on a database of any test', async () => {
  const { names } = await readMigrations();
  expect(names.length).toBeGreaterThan(0);
  expect(names).toEqual([...names].sort());
  const { pool } = await aDatabase({ migrated: false });
  expect(await migrateDatabase(pool)).toEqual(names);
  expect(await migrateDatabase(pool)).toEqual([]);
});

test('several processes may migrate at once: each migration runs once', async () => {
  const { pool } = await aDatabase({ migrated: false });
  const folder = await aFolder(SECOND);
  const ran = await Promise.all([1, 2, 3].map(() => migrateDatabase(pool, { folder })));
  expect(ran.flat().sort()).toEqual(['0001_first', '0002_second']);
  expect((await pool.query('SELECT note, number FROM kept')).rows).toEqual([]);
});

test('data is copied aside before the schema changes, and only then', async () => {
  const { pool } = await aDatabase({ migrated: false });
  const copied: (readonly string[])[] = [];
  const copyAside = async (schema: readonly string[]) => void copied.push(schema);
  await migrateDatabase(pool, { folder: await aFolder(FIRST), copyAside });
  expect(copied).toEqual([]);
  const folder = await aFolder(SECOND);
  await migrateDatabase(pool, { folder, copyAside });
  await migrateDatabase(pool, { folder, copyAside });
  expect(copied).toEqual([['0001_first']]);
});

test('when the copy fails, the schema stays as it was', async () => {
  const { pool } = await aDatabase({ migrated: false });
  await migrateDatabase(pool, { folder: await aFolder(FIRST) });
  const copyAside = () => Promise.reject(new Error('disk full'));
  await expect(migrateDatabase(pool, { folder: await aFolder(SECOND), copyAside })).rejects.toThrow('disk full');
  await expect(pool.query('SELECT number FROM kept')).rejects.toMatchObject({ code: '42703' });
});

test('a failing migration leaves no trace of itself or of those before it, and can be tried again', async () => {
  const { pool } = await aDatabase({ migrated: false });
  const folder = await aFolder({ ...FIRST, '0002_second.sql': 'ALTER TABLE nowhere ADD COLUMN number int' });
  await expect(migrateDatabase(pool, { folder })).rejects.toMatchObject({ code: '42P01' });
  expect((await pool.query(`SELECT to_regclass('kept') AS found`)).rows).toEqual([{ found: null }]);
  expect(await migrateDatabase(pool, { folder: await aFolder(SECOND) })).toEqual(['0001_first', '0002_second']);
});

test('a server older than its data says so and changes nothing', async () => {
  const { pool } = await aDatabase({ migrated: false });
  await migrateDatabase(pool, { folder: await aFolder(SECOND) });
  const older = migrateDatabase(pool, { folder: await aFolder(FIRST) });
  await expect(older).rejects.toMatchObject({ code: 'data-newer-than-server' });
  await expect(older).rejects.toThrow('0002_second');
});

test('a schema with another history is refused', async () => {
  const { pool } = await aDatabase({ migrated: false });
  await migrateDatabase(pool, { folder: await aFolder({ '0002_second.sql': 'CREATE TABLE kept (id int)' }) });
  await expect(migrateDatabase(pool, { folder: await aFolder(SECOND) })).rejects.toMatchObject({
    code: 'migrations-differ',
  });
});

test('a database with somebody else’s tables is not taken for an empty one', async () => {
  const { pool } = await aDatabase({ migrated: false });
  await pool.query('CREATE TABLE invoices (id int)');
  await expect(migrateDatabase(pool)).rejects.toMatchObject({ code: 'database-not-empty' });
});
