import type { Instant } from '../../../core/kernel/amounts';
import { orderKey } from '../../../core/log/order';
import type { BooksParts } from '../books';
import { settleEncounters } from '../effects/encounters';
import type { ActingScene } from '../effects/entry-scene';
import { createLookup } from '../log/lookup';
import { LockSet } from '../log/lock-set';
import { NotLocked, type Pending } from '../log/pending';
import { writePending } from '../log/write-pending';

/** What the server does by itself: its name in the audit log, and its place in the order of everything. */
export interface ServerAct {
  readonly id: string;
  readonly at: Instant;
  /** Number of the decision it follows from; 0 for none. */
  readonly number: number;
}

/** Changes accounts without an entry of a register, as one unit of work. */
export async function actAsServer(
  parts: BooksParts,
  { id, at, number }: ServerAct,
  work: (scene: ActingScene) => unknown,
  beforeWriting: (pending: Pending) => void = () => undefined,
): Promise<void> {
  const locks = new LockSet([]);
  await parts.store.transact(async (tx) => {
    try {
      const pending = await locks.lock(tx);
      const scene: ActingScene = {
        ...{ userId: null, overrideBy: null, registerId: '', locationId: '', effectId: id },
        ...{ order: orderKey(at, '', 'log-0', number), orderInstant: at },
        ...{ receivedAt: parts.clock.now(), pending, lookup: createLookup(tx, []) },
      };
      await work(scene);
      await settleEncounters(scene);
      beforeWriting(pending);
      await writePending(tx, pending, { stamp: parts.ids.newSalt(16), at: scene.receivedAt, signing: parts.signing });
    } catch (error) {
      if (error instanceof NotLocked) locks.add(error);
      throw error;
    }
  });
}
