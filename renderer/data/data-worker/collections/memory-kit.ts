import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { MemoryPackTables, PackMemory } from '../packs/memory-tables';
import { packedStorage } from '../packs/packed-storage';
import { isPulledCollection } from '../register/register-store';
import type { StorageKit } from './databases';

/** Like RxDB's own, this memory is the process's: every kit sees the same. */
const packs = new Map<string, PackMemory>();

function memoryOf(name: string): PackMemory {
  const memory = packs.get(name) ?? new PackMemory();
  packs.set(name, memory);
  return memory;
}

/** RxDB in memory, for unit tests and some runs of the simulation. What is stored outlives closing a database. */
export function memoryKit(): StorageKit {
  const storage = getRxStorageMemory();
  return {
    pulled: packedStorage(
      storage as StorageKit['entries'],
      isPulledCollection,
      (database, collection) => new MemoryPackTables(memoryOf(`${database}--${collection}`)),
    ),
    entries: storage,
    async erase(databaseName) {
      for (const key of [...packs.keys()]) if (key.startsWith(`${databaseName}--`)) packs.delete(key);
      for (const key of [...storage.collectionStates.keys()]) {
        if (key.startsWith(`${databaseName}--`)) storage.collectionStates.delete(key);
      }
    },
  };
}
