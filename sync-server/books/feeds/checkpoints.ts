import { Value } from 'typebox/value';
import { CheckpointSchema, checkpointText, type Checkpoint } from '../../../core/sync/checkpoint';
import type { Epoch } from '../../../core/sync/epoch';
import type { StoreReads } from '../../store/store';
import type { Signing } from '../signing';

/** Signs a place in a feed's history. */
export function signedCheckpoint(signing: Signing, place: Omit<Checkpoint, 'signature'>): Checkpoint {
  return { ...place, signature: signing.sign(checkpointText(place)) };
}

/** A checkpoint this server signed, in whatever history; null for anything else. */
export function genuineCheckpoint(signing: Signing, shown: unknown): Checkpoint | null {
  if (!Value.Check(CheckpointSchema, shown)) return null;
  return signing.isGenuine(checkpointText(shown), shown.signature) ? shown : null;
}

/**
 * What a genuine checkpoint says of this history. `restored`: it was given by a history this database has lost, so it
 * was restored from a backup. `other-epoch`: of an earlier history, as it should be after a restore. `forgotten`: too
 * old to continue from. `good`: continue.
 */
export type CheckpointMeaning = 'good' | 'other-epoch' | 'forgotten' | 'restored';

/** Compares a genuine checkpoint with the feed as it is. */
export async function meaningOf(reads: StoreReads, epoch: Epoch, shown: Checkpoint): Promise<CheckpointMeaning> {
  const isSame = shown.epoch.number === epoch.number && shown.epoch.random === epoch.random;
  if (!isSame) return shown.epoch.number >= epoch.number ? 'restored' : 'other-epoch';
  if (shown.sequence === 0) return 'good';
  const { head, forgottenThrough, stamp } = await reads.feedPosition(shown.feed, shown.sequence);
  if (shown.sequence > head) return 'restored';
  if (stamp === null || shown.sequence < forgottenThrough) return 'forgotten';
  return stamp === shown.stamp ? 'good' : 'restored';
}
