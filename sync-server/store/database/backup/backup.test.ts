import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aDatabase } from '../../../../tests/support/postgres';
import { migrateDatabase } from '../migrate-database';
import { backupDatabase } from './backup-database';
import type { BackupProgress } from './backup-format';
import { verifyBackup } from './read-backup';
import { restoreDatabase } from './restore-database';

const FIRST = `
  CREATE TYPE size AS ENUM ('small', 'large');
  CREATE TABLE shops (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, parent bigint REFERENCES shops);
  CREATE TABLE animals (
    id serial PRIMARY KEY, "Odd name" text, shop bigint NOT NULL REFERENCES shops, size size, photo bytea, born timestamptz,
    weight numeric, share double precision, tags text[], facts jsonb,
    shout text GENERATED ALWAYS AS (upper("Odd name")) STORED);
  ALTER TABLE shops ADD COLUMN mascot int REFERENCES animals;
  CREATE TABLE visits (shop bigint, visited_on date) PARTITION BY RANGE (visited_on);
  CREATE TABLE visits_old PARTITION OF visits FOR VALUES FROM (MINVALUE) TO ('2026-01-01');
  CREATE TABLE visits_new PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);
  CREATE TABLE single (only_row boolean PRIMARY KEY DEFAULT true, note text);
  INSERT INTO single DEFAULT VALUES;
  CREATE TABLE audit (id int);
  CREATE FUNCTION note_it() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO audit VALUES (1); RETURN NULL; END';
  CREATE TRIGGER noted AFTER INSERT ON animals FOR EACH ROW EXECUTE FUNCTION note_it();
  CREATE VIEW small_animals AS SELECT * FROM animals WHERE size = 'small';`;
const SECOND = `ALTER TABLE animals ADD COLUMN nick text; UPDATE animals SET nick = left("Odd name", 2);`;

let home: string;
let older: string;
let newer: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'pawtill-backup-'));
  older = await mkdtemp(join(home, 'older-'));
  newer = await mkdtemp(join(home, 'newer-'));
  await writeFile(join(older, '0001_first.sql'), FIRST);
  await writeFile(join(newer, '0001_first.sql'), FIRST);
  await writeFile(join(newer, '0002_second.sql'), SECOND);
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** A database of the test schema with every kind of value that is hard to carry. */
async function filled(folder = older): Promise<Pool> {
  const { pool } = await aDatabase({ migrated: false });
  await migrateDatabase(pool, { folder });
  await pool.query(`INSERT INTO shops (name, parent) VALUES ('Über', NULL), ('two\nlines\ttab \\ slash', 1)`);
  for (const name of ['Rex', null, '', '\\N', '\\.', 'ü🐕\u0001', 'a\r\nb']) {
    await pool.query(
      `INSERT INTO animals ("Odd name", shop, size, photo, born, weight, share, tags, facts)
       VALUES ($1, 2, 'small', $2, '2026-03-29T01:30:00.123456+02', 0.10, 0.1::float8 + 0.2, $3, $4)`,
      [name, randomBytes(300), ['a,b', '{c}', null], { n: [1, null, '\u2028'] }],
    );
  }
  await pool.query(`UPDATE shops SET mascot = 1; INSERT INTO visits VALUES (1, '2025-05-05'), (1, '2026-05-05')`);
  await pool.query(`UPDATE single SET note = 'changed'; DELETE FROM audit; SELECT nextval('animals_id_seq')`);
  return pool;
}

const TABLES = ['animals', 'audit', 'shops', 'single', 'visits'];
async function contentOf(pool: Pool): Promise<unknown> {
  const content: unknown[] = [];
  for (const table of TABLES) {
    content.push((await pool.query(`SELECT t::text FROM ${table} t ORDER BY 1`)).rows);
  }
  return content;
}

test('a backup restored into another database gives back every value, sequence and rule', async () => {
  const source = await filled();
  const file = join(home, 'whole.backup');
  const progress: BackupProgress[] = [];
  const summary = await backupDatabase(source, file, {
    appVersion: '1.2.3',
    onProgress: (step) => progress.push(step),
  });
  expect(summary.header).toMatchObject({
    appVersion: '1.2.3',
    schema: ['0001_first'],
    postgres: expect.stringMatching(/^\d/),
  });
  expect(summary.header.tables.map(({ name, rows }) => [name, rows])).toEqual([
    ['animals', 7],
    ['audit', 0],
    ['shops', 2],
    ['single', 1],
    ['visits', 2],
  ]);
  expect(progress.at(-1)).toEqual({ table: 'visits', rowsDone: 12, rowsTotal: 12 });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await readdir(home)).filter((name) => name.endsWith('.part'))).toEqual([]);
  expect(await verifyBackup(file)).toEqual({ ok: true, value: summary });

  const { pool: target } = await aDatabase({ migrated: false });
  await migrateDatabase(target, { folder: older });
  await target.query(`INSERT INTO shops (name) VALUES ('of before'); CREATE TABLE stray (id int)`);
  expect(await restoreDatabase(target, file, { migrationsFolder: older })).toMatchObject({ ok: true });
  expect(await contentOf(target)).toEqual(await contentOf(source));
  expect((await target.query(`SELECT to_regclass('stray') AS found`)).rows).toEqual([{ found: null }]);

  // Sequences go on where they were; foreign keys and triggers are at work again.
  const added = await target.query(`INSERT INTO animals (shop) VALUES (1) RETURNING id`);
  expect(added.rows).toEqual([{ id: 9 }]);
  expect((await target.query('SELECT FROM audit')).rowCount).toBe(1);
  await expect(target.query('INSERT INTO animals (shop) VALUES (99)')).rejects.toMatchObject({ code: '23503' });
  expect((await target.query(`INSERT INTO shops (name) VALUES ('new') RETURNING id`)).rows).toEqual([{ id: '3' }]);
});

test('a backup of an older schema is restored as it was then and migrated after', async () => {
  const source = await filled(older);
  const file = join(home, 'older.backup');
  await backupDatabase(source, file, { appVersion: '1.0.0' });
  const { pool: target } = await aDatabase({ migrated: false });
  expect(await restoreDatabase(target, file, { migrationsFolder: newer })).toMatchObject({ ok: true });
  expect((await target.query(`SELECT nick FROM animals WHERE id = 1`)).rows).toEqual([{ nick: 'Re' }]);
  expect(await migrateDatabase(target, { folder: newer })).toEqual([]);
});

test('a backup is one instant: what commits meanwhile is in it whole or not at all', async () => {
  const { pool } = await aDatabase({ migrated: false });
  await pool.query('CREATE TABLE a (id int); CREATE TABLE b (id int)');
  let stop = false;
  const selling = (async () => {
    for (let id = 0; !stop; id += 1) {
      await pool.query(`BEGIN; INSERT INTO a VALUES (${id}); INSERT INTO b VALUES (${id}); COMMIT`);
    }
  })();
  for (const name of ['x1', 'x2', 'x3']) {
    const { header } = await backupDatabase(pool, join(home, name), { appVersion: '1' });
    expect(header.tables[0]?.rows).toBe(header.tables[1]?.rows);
    expect(await verifyBackup(join(home, name))).toMatchObject({ ok: true }); // rows counted again in the content
  }
  stop = true;
  await selling;
});

test('any damage is noticed, and the database stays as it was', async () => {
  const source = await filled();
  const file = join(home, 'damaged.backup');
  await backupDatabase(source, file, { appVersion: '1' });
  const whole = await readFile(file);
  const before = await contentOf(source);

  const header = whole.indexOf(0x0a);
  const places = [
    0,
    20,
    header,
    header + 1,
    header + 12,
    Math.floor(whole.length / 2),
    whole.length - 33,
    whole.length - 1,
  ];
  for (const place of places) {
    const damaged = Buffer.from(whole);
    damaged.writeUInt8((damaged.readUInt8(place) + 1) % 256, place);
    await writeFile(file, damaged);
    expect(await verifyBackup(file), `a byte changed at ${place}`).toMatchObject({ ok: false });
  }
  for (const length of [0, 10, header, header + 20, whole.length - 40, whole.length - 1]) {
    await writeFile(file, whole.subarray(0, length));
    const refused = await restoreDatabase(source, file, { migrationsFolder: older });
    expect(refused, `cut to ${length} bytes`).toMatchObject({ ok: false });
  }
  await writeFile(file, 'name,phone\nRex,1\n');
  expect(await verifyBackup(file)).toMatchObject({ refusal: { kind: 'not-a-backup' } });
  expect(await verifyBackup(join(home, 'nowhere'))).toMatchObject({
    refusal: { kind: 'backup-unreadable', code: 'ENOENT' },
  });
  expect(await contentOf(source)).toEqual(before);
});

test('a backup of a newer server is refused with its version, and the database stays as it was', async () => {
  const file = join(home, 'newer.backup');
  await backupDatabase(await filled(newer), file, { appVersion: '9.0.0' });
  const target = await filled(older);
  const before = await contentOf(target);
  expect(await restoreDatabase(target, file, { migrationsFolder: older })).toMatchObject({
    refusal: { kind: 'backup-too-new', appVersion: '9.0.0' },
  });
  expect(await contentOf(target)).toEqual(before);
});

test('a restore that fails half way leaves the database as it was', async () => {
  const file = join(home, 'half.backup');
  await backupDatabase(await filled(older), file, { appVersion: '1' });
  const breaking = await mkdtemp(join(home, 'breaking-'));
  await writeFile(join(breaking, '0001_first.sql'), FIRST);
  await writeFile(join(breaking, '0002_second.sql'), 'ALTER TABLE animals ADD CHECK (id < 3)');
  const target = await filled(older);
  const before = await contentOf(target);
  expect(await restoreDatabase(target, file, { migrationsFolder: breaking })).toMatchObject({
    refusal: { kind: 'restore-failed', code: '23514' },
  });
  expect(await contentOf(target)).toEqual(before);
});

test('a database that others are using is not waited for without end', async () => {
  const pool = await filled(older);
  const file = join(home, 'used.backup');
  await backupDatabase(pool, file, { appVersion: '1' });
  const other = await pool.connect();
  await other.query('BEGIN; SELECT FROM shops');
  const refused = await restoreDatabase(pool, file, { migrationsFolder: older, lockPatienceMs: 100 });
  await other.query('ROLLBACK');
  other.release();
  expect(refused).toMatchObject({ refusal: { kind: 'database-in-use' } });
  expect(await restoreDatabase(pool, file, { migrationsFolder: older })).toMatchObject({ ok: true });
});

test('a backup that cannot be written leaves the older one of that name, and nothing half-made', async () => {
  const { pool } = await aDatabase({ migrated: false });
  const folder = await mkdtemp(join(home, 'failing-'));
  const file = join(folder, 'daily.backup');
  await backupDatabase(pool, file, { appVersion: '1' });
  const before = await readFile(file);
  await pool.query('CREATE TABLE broken (id int); INSERT INTO broken SELECT generate_series(1, 200000)');
  const cut = backupDatabase(pool, file, {
    appVersion: '1',
    onProgress: () => {
      throw new Error('no space left');
    },
  });
  await expect(cut).rejects.toThrow('no space left');
  expect(await readdir(folder)).toEqual(['daily.backup']);
  expect(await readFile(file)).toEqual(before);
});

test('the server’s own schema goes through a backup and back', async () => {
  const { pool } = await aDatabase();
  const file = join(home, 'own.backup');
  await backupDatabase(pool, file, { appVersion: '1' });
  const { pool: target } = await aDatabase({ migrated: false });
  expect(await restoreDatabase(target, file)).toMatchObject({ ok: true });
  expect(await migrateDatabase(target)).toEqual([]);
});
