import { ok, refuse, type Result } from '../../../core/kernel/result';
import type { EpochChanged } from '../../../core/sync/epoch';
import type { ErrorReply } from '../../../core/sync/error-reply';
import type { FeedDigest, FeedReply, FeedRequest } from '../../../core/sync/feed';
import type { BooksParts, Register } from '../books';
import { beginNextEpoch } from '../history/begin-next-epoch';
import { epochChanged, epochOf } from '../history/epoch-of';
import { genuineCheckpoint, meaningOf, signedCheckpoint } from './checkpoints';
import { feedsOf } from './feeds-of';

const FORGED: ErrorReply = { code: 'checkpoint-forged', message: 'This checkpoint was not given by this server.' };
const REVOKED: ErrorReply = { code: 'register-revoked', message: 'This register was removed from the business.' };
const NOT_YOURS: ErrorReply = { code: 'not-your-feed', message: 'This register may not read that feed.' };

/**
 * The next rows of a feed, from null for the start. Pages are full after filtering, so a short one is the last. A
 * checkpoint that this database cannot have given begins the next epoch: it was restored.
 */
export async function feedPage(
  parts: BooksParts,
  register: Register,
  feed: string,
  { checkpoint, limit, collections }: FeedRequest,
): Promise<Result<FeedReply, EpochChanged | ErrorReply>> {
  const { store, signing, clock } = parts;
  const refusal = await readingRefusal(parts, register, feed);
  if (refusal !== null) return refuse(refusal);

  const epoch = epochOf(await store.server());
  if (checkpoint !== null) {
    const genuine = genuineCheckpoint(signing, checkpoint);
    if (genuine === null || genuine.feed !== feed) return refuse(FORGED);
    const meaning = await meaningOf(store, epoch, genuine);
    if (meaning === 'restored') {
      return refuse(epochChanged(await beginNextEpoch(parts, 'checkpoint-ahead', genuine.epoch.number)));
    }
    if (meaning === 'other-epoch') return refuse(epochChanged(epoch));
    if (meaning === 'forgotten') return ok({ kind: 'resync' });
  }

  const after = checkpoint?.sequence ?? 0;
  const { head } = await store.feedPosition(feed, 0);
  const rows = await store.feedRows({ feed, after, through: head, collections, limit });
  const isLast = rows.length < limit;
  const sequence = isLast ? Math.max(head, after) : (rows.at(-1)?.sequence ?? after);
  const stamp = sequence === 0 ? '' : ((await store.feedPosition(feed, sequence)).stamp ?? '');
  return ok({
    kind: 'page',
    rows: [...rows],
    checkpoint: signedCheckpoint(signing, { feed, epoch, sequence, stamp }),
    head,
    serverTime: clock.now(),
  });
}

/** Count and digest of what the feed carries, to compare once a day. */
export async function feedDigest(
  parts: BooksParts,
  register: Register,
  feed: string,
): Promise<Result<FeedDigest, ErrorReply>> {
  const refusal = await readingRefusal(parts, register, feed);
  if (refusal !== null) return refuse(refusal);
  const heads = await parts.store.feedHeads([feed]);
  return ok({ head: heads[feed] ?? 0, collections: { ...(await parts.store.feedTallies(feed)) } });
}

async function readingRefusal({ store }: BooksParts, register: Register, feed: string): Promise<ErrorReply | null> {
  if (register.revokedAt !== null) return REVOKED;
  return (await feedsOf(store, register)).includes(feed) ? null : NOT_YOURS;
}
