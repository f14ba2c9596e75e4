import { addRxPlugin } from 'rxdb';
import { disableWarnings, RxDBDevModePlugin } from 'rxdb/plugins/dev-mode';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { test } from 'vitest';
import type { StorageKit } from '../../../renderer/data/data-worker/collections/databases';
import { memoryKit } from '../../../renderer/data/data-worker/collections/memory-kit';
import { RxdbStore } from '../../../renderer/data/data-worker/rxdb-store';
import { storePromises } from './conformance';

// Here alone: RxDB's own checks of how it is used, and of every document against its schema, which need eval.
disableWarnings();
addRxPlugin(RxDBDevModePlugin);

function checkedKit(): StorageKit {
  const { pulled, entries, erase } = memoryKit();
  return {
    pulled: wrappedValidateAjvStorage({ storage: pulled }),
    entries: wrappedValidateAjvStorage({ storage: entries }),
    erase,
  };
}

let computers = 0;
const promises = storePromises(() => {
  const prefix = `dev-mode-${(computers += 1)}-`;
  return { newStore: () => new RxdbStore(checkedKit(), prefix) };
});
test.each(promises)('RxDB has nothing to say: $promise', ({ check }) => check());
