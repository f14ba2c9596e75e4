import type { RxStorage, RxStorageInstance, RxStorageInstanceCreationParams } from 'rxdb';
import { PackedInstance } from './packed-instance';
import type { PackTables } from './pack-tables';

type AnyStorage = RxStorage<unknown, unknown>;

/**
 * A storage of RxDB that keeps the documents of some collections in packs, and leaves everything else (local documents,
 * RxDB's own notes, other collections) to `base`.
 */
export function packedStorage(
  base: AnyStorage,
  isPacked: (collectionName: string) => boolean,
  tablesOf: (databaseName: string, collectionName: string) => PackTables,
): AnyStorage {
  return {
    name: `packed-${base.name}`,
    rxdbVersion: base.rxdbVersion,
    async createStorageInstance<Row>(params: RxStorageInstanceCreationParams<Row, unknown>) {
      const { databaseName, collectionName } = params;
      if (!isPacked(collectionName)) return base.createStorageInstance(params);
      return new PackedInstance<Row>(params, tablesOf(databaseName, collectionName)) as RxStorageInstance<
        Row,
        unknown,
        unknown
      >;
    },
  };
}
