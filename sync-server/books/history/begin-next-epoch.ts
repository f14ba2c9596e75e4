import type { Epoch } from '../../../core/sync/epoch';
import type { ServerRow } from '../../store/rows';
import type { StoreTransaction } from '../../store/store';
import type { BooksParts } from '../books';
import { decide } from './decide';
import { epochOf } from './epoch-of';
import { signedEpoch } from './signed-epoch';

/**
 * Begins the next history: registers forget every "confirmed", offer their journals again and read from the start.
 * `shown`: the highest epoch number a register has proved; the new one is above it, because registers never follow a
 * lower one. Asked by many at once, it begins once.
 */
export async function beginNextEpoch(parts: BooksParts, reason: string, shown: number | null): Promise<Epoch> {
  const { store, ids, clock, signing } = parts;
  const asked = epochOf(await store.server());
  return store.transact(async (tx) => {
    const held = await tx.lockServer();
    const current = epochOf(held);
    const isBegun = current.number > asked.number && current.number > (shown ?? 0);
    if (isBegun) return current; // another request was faster

    const epoch = signedEpoch(Math.max(current.number, shown ?? 0) + 1, ids, signing);
    const begun = { ...held, epoch, decisionsBaseline: await baselineOf(tx, held) };
    const at = clock.now();
    const facts = { number: epoch.number, reason };
    const { server, changes } = await decide(tx, signing, begun, { kind: 'epoch-began', at, facts });
    await tx.putServer(server);
    await tx.appendToFeeds(changes, { stamp: ids.newSalt(16), at });
    return epoch;
  });
}

/**
 * Decisions up to this number are all here; registers that keep later ones are asked for them. While somebody has not
 * answered in the history that ends now, what it was to be asked for may still be missing, whatever was decided since.
 */
async function baselineOf(tx: StoreTransaction, { epoch, decisionsThrough, decisionsBaseline }: ServerRow) {
  const registers = await tx.registers();
  const haveAnswered = registers.every((one) => one.revokedAt !== null || one.answeredEpoch === epoch?.number);
  return haveAnswered ? decisionsThrough : Math.min(decisionsBaseline, decisionsThrough);
}

/** Gives an empty database its first epoch; one that has one keeps it. */
export async function prepare({ store, ids }: BooksParts): Promise<void> {
  const server = await store.server();
  if (server.epoch !== null) return;
  await store.transact(async (tx) => {
    const held = await tx.lockServer();
    if (held.epoch === null) await tx.putServer({ ...held, epoch: { number: 1, random: ids.newSalt(16) } });
  });
}
