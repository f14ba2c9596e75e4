import { addRxPlugin, createRxDatabase, type RxCollection, type RxDatabase, type RxStorage } from 'rxdb';
import { RxDBCleanupPlugin } from 'rxdb/plugins/cleanup';
import { RxDBLocalDocumentsPlugin } from 'rxdb/plugins/local-documents';
import { pulledCollections, type PulledCollection } from '../register/register-store';
import {
  entriesSchema,
  pulledSchemas,
  visitingSchema,
  type EntryRow,
  type PulledRow,
  type VisitorRow,
} from './schemas';

addRxPlugin(RxDBLocalDocumentsPlugin);
addRxPlugin(RxDBCleanupPlugin);

/** Where databases lie: IndexedDB by Dexie in the product, memory in unit tests and the simulation. */
export interface StorageKit {
  readonly pulled: RxStorage<unknown, unknown>;
  /** Flushed to disk with every write. */
  readonly entries: RxStorage<unknown, unknown>;
  /** Removes a database that cannot be opened, whatever is left of it. */
  erase(databaseName: string): Promise<void>;
}

/**
 * Part of the pulled database's name: raised when its schema changes, so that a new version begins with a new database
 * and a fresh pull instead of a migration.
 */
const PULLED_VERSION = 3;
/** Former names, to be removed. */
const FORMER_PULLED: readonly string[] = Array.from(
  { length: PULLED_VERSION - 1 },
  (_, index) => `pulled-v${index + 1}`,
);

export type PulledDatabase = RxDatabase<
  Record<PulledCollection, RxCollection<PulledRow>> & { readonly visiting: RxCollection<VisitorRow> }
>;
export type EntriesDatabase = RxDatabase<{ readonly entries: RxCollection<EntryRow> }>;

/** Name of a register's database; `prefix` keeps several registers in one process apart. */
export function databaseName(prefix: string, database: 'pulled' | 'entries'): string {
  return database === 'pulled' ? `${prefix}pulled-v${PULLED_VERSION}` : `${prefix}entries`;
}

/** One register in one process uses a database, so nothing is shared with other windows or workers. */
const alone = { multiInstance: false, eventReduce: false, localDocuments: true } as const;

export async function openPulled(kit: StorageKit, prefix: string): Promise<PulledDatabase> {
  for (const former of FORMER_PULLED) await kit.erase(`${prefix}${former}`);
  const database = await createRxDatabase({ name: databaseName(prefix, 'pulled'), storage: kit.pulled, ...alone });
  const pulled = pulledCollections.map((name) => [name, { schema: pulledSchemas[name] }] as const);
  await database.addCollections({ ...Object.fromEntries(pulled), visiting: { schema: visitingSchema } });
  return database as unknown as PulledDatabase;
}

export async function openEntries(kit: StorageKit, prefix: string): Promise<EntriesDatabase> {
  const database = await createRxDatabase({ name: databaseName(prefix, 'entries'), storage: kit.entries, ...alone });
  await database.addCollections({ entries: { schema: entriesSchema } });
  return database as unknown as EntriesDatabase;
}
