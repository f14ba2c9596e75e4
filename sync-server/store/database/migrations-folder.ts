import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseRefusal } from './database-refusal';

/** The SQL files of the schema, oldest first, as the migrations table names them. */
export interface Migrations {
  readonly folder: string;
  readonly names: readonly string[];
}

/**
 * Reads which migrations this server brings. Without a folder it looks next to the bundle (`out/server/migrations`) and
 * where the sources have them (`sync-server/migrations`).
 *
 * @throws DatabaseRefusal `migrations-missing` when the installation is incomplete.
 */
export async function readMigrations(folder?: string): Promise<Migrations> {
  const here = dirname(fileURLToPath(import.meta.url));
  const places = folder ? [folder] : ['.', '..', '../..'].map((up) => join(here, up, 'migrations'));
  for (const place of places) {
    const files = await readdir(place).catch(() => []);
    const names = files.filter((name) => name.endsWith('.sql')).map((name) => name.slice(0, -'.sql'.length));
    if (names.length > 0) return { folder: place, names: names.sort((a, b) => prefix(a) - prefix(b)) };
  }
  throw new DatabaseRefusal('migrations-missing', `The server's migrations are not at ${places.join(' or ')}.`);
}

/** `0007_work-items` → 7; the same order in which the runner sorts them. */
const prefix = (name: string) => Number.parseInt(name, 10);
