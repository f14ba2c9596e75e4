import type { Store, StoreTransaction } from '../../../sync-server/store/store';
import type { WorldChanges } from '../../support/world/world';

/** Wraps the server's store. */
export function withStore(wrap: (store: Store, pause: () => Promise<void>) => Store): () => WorldChanges {
  return () => ({
    openPlace: (open) => async (hooks) => {
      const place = await open(hooks);
      return { ...place, store: wrap(place.store, hooks.pause) };
    },
  });
}

/** Wraps what units of work write. */
export function withTransaction(
  wrap: (tx: StoreTransaction, pause: () => Promise<void>) => StoreTransaction,
): () => WorldChanges {
  return withStore((store, pause) => ({
    ...store,
    transact: (work) => store.transact((tx) => work(wrap(tx, pause))),
  }));
}
