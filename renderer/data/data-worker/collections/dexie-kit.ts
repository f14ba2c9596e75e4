import { Dexie } from 'dexie';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { StorageKit } from './databases';

/**
 * IndexedDB through Dexie. Chromium does not flush it by default; the own log does (`strict`), so that a power cut
 * after **Finished** undoes nothing there. What was pulled can be pulled again.
 */
export function dexieKit(): StorageKit {
  return {
    pulled: getRxStorageDexie(),
    entries: getRxStorageDexie({ chromeTransactionDurability: 'strict' }),
    async erase(databaseName) {
      const prefix = `rxdb-dexie-${databaseName}--`;
      const names = await Dexie.getDatabaseNames();
      await Promise.all(names.filter((name) => name.startsWith(prefix)).map((name) => Dexie.delete(name)));
    },
  };
}
