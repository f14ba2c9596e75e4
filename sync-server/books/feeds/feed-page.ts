import { ok, refuse, type Result } from '../../../core/kernel/result';
import type { EpochChanged } from '../../../core/sync/epoch';
import type { ErrorReply } from '../../../core/sync/error-reply';
import type { FeedDigest, FeedReply, FeedRequest } from '../../../core/sync/feed';
import type { FeedRowText } from '../../store/store';
import type { BooksParts, Register } from '../books';
import { beginNextEpoch } from '../history/begin-next-epoch';
import { epochChanged, epochOf } from '../history/epoch-of';
import { genuineCheckpoint, meaningOf, signedCheckpoint } from './checkpoints';
import { feedsOf } from './feeds-of';

const FORGED: ErrorReply = { code: 'checkpoint-forged', message: 'This checkpoint was not given by this server.' };
const REVOKED: ErrorReply = { code: 'register-revoked', message: 'This register was removed from the business.' };
const RESYNC: FeedReply = { kind: 'resync' };
const NOT_YOURS: ErrorReply = { code: 'not-your-feed', message: 'This register may not read that feed.' };

type FeedPage = Extract<FeedReply, { readonly kind: 'page' }>;

/**
 * The next rows of a feed, from null for the start, as the JSON of a `FeedReply`. Pages are full after filtering, so a short one is the last. A
 * checkpoint that this database cannot have given begins the next epoch: it was restored.
 */
export async function feedPage(
  parts: BooksParts,
  register: Register,
  feed: string,
  { checkpoint, limit, collections }: FeedRequest,
): Promise<Result<Buffer, EpochChanged | ErrorReply>> {
  const { store, signing } = parts;
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
    if (meaning === 'forgotten') return ok(Buffer.from(JSON.stringify(RESYNC)));
  }

  const after = checkpoint?.sequence ?? 0;
  const { head: through } = await store.feedPosition(feed, 0);
  const rows = await store.feedRows({ feed, after, through, collections, limit });
  const isLast = rows.length < limit;
  const sequence = isLast ? Math.max(through, after) : (rows.at(-1)?.sequence ?? after);
  // The head of after the rows: what changed again meanwhile is not among them, and nobody may think it is all here.
  const { head, stamp } = await store.feedPosition(feed, sequence);
  const next = signedCheckpoint(signing, { feed, epoch, sequence, stamp: stamp ?? '' });
  return ok(pageBytes(rows, { checkpoint: next, head, serverTime: parts.clock.now() }));
}

/**
 * Rows are JSON text already. Written one by one: joined, one name beyond Latin-1 would make a text of a megabyte four
 * times as slow to encode.
 */
function pageBytes(rows: readonly FeedRowText[], rest: Omit<FeedPage, 'kind' | 'rows'>): Buffer {
  const kind: FeedPage['kind'] = 'page';
  const texts = rows.map(({ text }, index) => (index === 0 ? text : `,${text}`));
  const parts = [`{"kind":"${kind}","rows":[`, ...texts, `],${JSON.stringify(rest).slice(1)}`];
  const bytes = Buffer.allocUnsafe(parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0));
  let end = 0;
  for (const part of parts) end += bytes.write(part, end);
  return bytes;
}

/** A feed that changes while it is counted is counted again, so often. */
const DIGEST_ATTEMPTS = 3;

/** Count and digest of what the feed carries, to compare once a day. */
export async function feedDigest(
  parts: BooksParts,
  register: Register,
  feed: string,
): Promise<Result<FeedDigest, ErrorReply>> {
  const refusal = await readingRefusal(parts, register, feed);
  if (refusal !== null) return refuse(refusal);
  const headNow = async () => (await parts.store.feedHeads([feed]))[feed] ?? 0;
  // Counts of a later head than the one named would make a register read everything again that lacks nothing.
  let head = await headNow();
  for (let attempt = 1; ; attempt += 1) {
    const collections = { ...(await parts.store.feedTallies(feed)) };
    const after = await headNow();
    if (after === head) return ok({ head, collections });
    // Ahead of everybody, so that nobody compares with what belongs to no head.
    if (attempt === DIGEST_ATTEMPTS) return ok({ head: after + 1, collections });
    head = after;
  }
}

async function readingRefusal({ store }: BooksParts, register: Register, feed: string): Promise<ErrorReply | null> {
  if (register.revokedAt !== null) return REVOKED;
  return (await feedsOf(store, register)).includes(feed) ? null : NOT_YOURS;
}
