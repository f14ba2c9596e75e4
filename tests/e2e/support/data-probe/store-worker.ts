import { dexieKit } from '../../../../renderer/data/data-worker/collections/dexie-kit';
import { keepAdvertOut } from '../../../../renderer/data/data-worker/collections/quiet-rxdb';
import { RxdbStore } from '../../../../renderer/data/data-worker/rxdb-store';
import { storePromises } from '../../../contract/register-store/conformance';

keepAdvertOut(console);

/** Every promise of the register's store, on real IndexedDB in a real worker; answers those that were broken. */
async function brokenPromises(): Promise<readonly string[]> {
  const broken: string[] = [];
  let computers = 0;
  const promises = storePromises(() => {
    const prefix = `promises-${(computers += 1)}-`;
    return { newStore: () => new RxdbStore(dexieKit(), prefix) };
  });
  for (const { promise, check } of promises) {
    await check().catch((error: unknown) => broken.push(`${promise}: ${String(error)}`));
  }
  return promises.length === 0 ? ['there are no promises'] : broken;
}

void brokenPromises().then((broken) => postMessage(broken));
