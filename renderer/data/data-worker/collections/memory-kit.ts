import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import type { StorageKit } from './databases';

/** RxDB in memory, for unit tests and some runs of the simulation. What is stored outlives closing a database. */
export function memoryKit(): StorageKit {
  const storage = getRxStorageMemory();
  return {
    pulled: storage,
    entries: storage,
    async erase(databaseName) {
      for (const key of [...storage.collectionStates.keys()]) {
        if (key.startsWith(`${databaseName}--`)) storage.collectionStates.delete(key);
      }
    },
  };
}
