import { ACCOUNT_FEED, type Checkpoint } from '../../../../core/sync/checkpoint';
import type { FeedCollection } from '../../../../core/sync/feed';
import { pulledCollections, type FeedSeen } from './register-store';

/** Everything but transactions, which are read after the rest. */
export const restCollections = pulledCollections.filter((name) => name !== 'transactions');

/** What to ask a feed for next. */
export interface Track {
  readonly checkpoint: Checkpoint | null;
  readonly collections: FeedCollection[] | null;
  readonly advances: 'rest' | 'transactions' | 'both';
}

/** A feed nothing was read of yet. */
export const unread: FeedSeen = {
  checkpoint: null,
  transactions: null,
  reading: 1,
  complete: false,
  transactionsComplete: false,
};

/** The next reading from the start. What is kept stays shown until this reading replaces or has not met it. */
export function readAgain(seen: FeedSeen): FeedSeen {
  return { ...unread, reading: seen.reading + 1, wasComplete: isShown(seen) };
}

/** True when the whole feed can be shown, if only as an earlier reading left it. */
export function isShown({ complete, wasComplete, reading }: FeedSeen): boolean {
  return complete || (wasComplete ?? reading > 1);
}

/** True once a page of this reading is stored whole. */
export function hasPlace({ checkpoint, transactions }: FeedSeen): boolean {
  return checkpoint !== null || transactions !== null;
}

/**
 * The order of reading: first everything but transactions, so that customers can be served; then transactions, while
 * news of the rest is let through; once both are complete they go on together, from whichever is behind.
 */
export function nextTrack(feed: string, seen: FeedSeen, head: number, last: Track['advances'] | null): Track {
  const { checkpoint, transactions } = seen;
  if (feed === ACCOUNT_FEED) return { checkpoint, collections: null, advances: 'both' };
  const hasNews = head > sequenceOf(checkpoint) && last !== 'rest';
  if (!seen.complete || (!seen.transactionsComplete && hasNews)) {
    return { checkpoint, collections: [...restCollections], advances: 'rest' };
  }
  if (!seen.transactionsComplete)
    return { checkpoint: transactions, collections: ['transactions'], advances: 'transactions' };
  const isRestBehind = sequenceOf(checkpoint) <= sequenceOf(transactions);
  return { checkpoint: isRestBehind ? checkpoint : transactions, collections: null, advances: 'both' };
}

/** The feed as seen after a page of `track`; `atHead`: nothing follows it for now. */
export function seenAfter(seen: FeedSeen, track: Track, checkpoint: Checkpoint, atHead: boolean): FeedSeen {
  const rest = track.advances !== 'transactions';
  const transactions = track.advances !== 'rest';
  return {
    ...seen,
    // Read together from whichever is behind, the other one does not go back.
    ...(rest && { checkpoint: later(seen.checkpoint, checkpoint), complete: seen.complete || atHead }),
    ...(transactions && {
      transactions: later(seen.transactions, checkpoint),
      transactionsComplete: seen.transactionsComplete || atHead,
    }),
  };
}

/** True when everything up to the feed's head is here. */
export function isCaughtUp(seen: FeedSeen, head: number): boolean {
  return (
    seen.complete &&
    seen.transactionsComplete &&
    sequenceOf(seen.checkpoint) >= head &&
    sequenceOf(seen.transactions) >= head
  );
}

/** The feed sequence through which everything is here: of documents about customers, or of transactions too. */
export function seenThrough(seen: FeedSeen | undefined, what: 'rest' | 'both'): number {
  if (seen === undefined) return 0;
  const rest = sequenceOf(seen.checkpoint);
  return what === 'rest' ? rest : Math.min(rest, sequenceOf(seen.transactions));
}

export function sequenceOf(checkpoint: Checkpoint | null): number {
  return checkpoint?.sequence ?? 0;
}

function later(one: Checkpoint | null, other: Checkpoint): Checkpoint {
  return one !== null && one.sequence > other.sequence ? one : other;
}
