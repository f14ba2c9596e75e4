import { Dexie } from 'dexie';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { DexiePackTables } from '../packs/dexie-tables';
import { packedStorage } from '../packs/packed-storage';
import { isPulledCollection } from '../register/register-store';
import type { StorageKit } from './databases';

/**
 * IndexedDB through Dexie. Chromium does not flush it by default; the own log does (`strict`), so that a power cut
 * after **Finished** undoes nothing there. What was pulled can be pulled again.
 */
export function dexieKit(): StorageKit {
  return {
    pulled: packedStorage(
      getRxStorageDexie(),
      isPulledCollection,
      (database, collection) => new DexiePackTables(`${packsPrefix(database)}${collection}`),
    ),
    entries: getRxStorageDexie({ chromeTransactionDurability: 'strict' }),
    async erase(databaseName) {
      const prefixes = [`rxdb-dexie-${databaseName}--`, packsPrefix(databaseName)];
      const names = await Dexie.getDatabaseNames();
      const own = names.filter((name) => prefixes.some((prefix) => name.startsWith(prefix)));
      await Promise.all(own.map((name) => Dexie.delete(name)));
    },
  };
}

function packsPrefix(databaseName: string): string {
  return `packs-${databaseName}--`;
}
