import { DAY_MS } from '../../../../core/kernel/amounts';
import type { Clock } from '../../../../core/kernel/ports';
import { isSameEpoch, type Epoch } from '../../../../core/sync/epoch';
import type { FeedReply, FeedRow } from '../../../../core/sync/feed';
import type { PersonFirst } from '../../person-first';
import {
  hasPlace,
  isCaughtUp,
  nextTrack,
  readAgain,
  restCollections,
  seenAfter,
  sequenceOf,
  unread,
  type Track,
} from './feed-tracks';
import type { Notes } from './notes';
import { checkPage, leftovers, stagePage } from './pulled-page';
import type { SyncPace, Timers } from './ports';
import type { CollectionWrite, FeedSeen, PulledCollection, RegisterStore } from './register-store';
import { EpochDiffers, type Server } from './server';
import { stepAside } from './waiting';

type Page = Extract<FeedReply, { readonly kind: 'page' }>;

export interface PullerParts {
  readonly server: Server;
  readonly store: RegisterStore;
  readonly notes: Notes;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly pace: SyncPace;
  /** Pages wait while somebody is at work here. */
  readonly person: PersonFirst;
  /** Whether several feeds may carry one document: only on an owner's computer, which reads every location's. */
  readonly sharesDocuments: () => boolean;
  /** What was just stored; the next page is asked for when this settles. */
  readonly onStored: (writes: readonly CollectionWrite[]) => Promise<void>;
  /** Called whenever a feed was read to its head, news or none: it still is the history that was read before. */
  readonly onArrived: () => Promise<void>;
  readonly onProgress: () => void;
}

const NOTHING_ARRIVED = { rest: 0, transactions: 0 } as const;

interface AskedPage {
  readonly track: Track;
  readonly reply: Promise<FeedReply>;
}

/** Transactions are kept this long, and at most so many, for receipts, returns and reports. */
export const TRANSACTION_DAYS = 90;
export const MOST_TRANSACTIONS = 30_000;
const MOST_SET_ASIDE = 100;

/**
 * Reads feeds into the store, page by page; nothing else writes what it writes. A page is asked for when the one
 * before it lies in the store together with the place it ends at, so that a crash can repeat a page but never skip one.
 *
 * That a reading begins is noted before its first page. One that has no place yet may have left documents all the same
 * (the register ended over that page, or the disk failed), and should the history be another one by now, no feed would
 * ever say that they are to go: so the next reading takes its number further, and at its end away what it did not meet.
 */
export class Puller {
  private readonly seen = new Map<string, FeedSeen>();
  private readonly heads = new Map<string, number>();
  /** Through where everything was here when a feed was last read to its head. */
  private readonly arrived = new Map<string, Readonly<Record<'rest' | 'transactions', number>>>();
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly parts: PullerParts) {}

  async load(): Promise<void> {
    this.seen.clear();
    for (const [feed, seen] of Object.entries(await this.parts.store.readSeen())) {
      this.seen.set(feed, hasPlace(seen) ? seen : readAgain(seen));
    }
  }

  seenOf(feed: string): FeedSeen | undefined {
    return this.seen.get(feed);
  }

  allSeen(): readonly (readonly [string, FeedSeen])[] {
    return [...this.seen];
  }

  /** How many sequences of a feed are known to be there and not here. */
  behind(feed: string): number {
    return Math.max(0, (this.heads.get(feed) ?? 0) - sequenceOf(this.seen.get(feed)?.checkpoint ?? null));
  }

  headOf(feed: string): number {
    return this.heads.get(feed) ?? 0;
  }

  /**
   * The sequence through which every change of a feed is here. Only its head tells: a document that changed again
   * stands further on, so that a reading which is under way has passed its former place without it.
   */
  hereThrough(feed: string, what: 'rest' | 'both'): number {
    const { rest, transactions } = this.arrived.get(feed) ?? NOTHING_ARRIVED;
    return what === 'rest' ? rest : Math.min(rest, transactions);
  }

  /** Notes heads the live stream told; true when one of them is news. */
  noteHeads(heads: Readonly<Record<string, number>>): boolean {
    let isNews = false;
    for (const [feed, head] of Object.entries(heads)) {
      this.heads.set(feed, Math.max(head, this.heads.get(feed) ?? 0));
      if (this.behind(feed) > 0) isNews = true;
    }
    return isNews;
  }

  /** Heads of another history mean nothing any more. */
  forgetHeads(): void {
    this.heads.clear();
    this.arrived.clear();
  }

  /**
   * Reads one feed to its head. Rejects with `StoreError` when a page could not be stored: nothing was skipped, and the
   * next call goes on from the last page that was.
   */
  readFeed(feed: string, epoch: Epoch, signal: AbortSignal): Promise<void> {
    const work = this.reading.then(() => this.readToHead(feed, epoch, signal));
    this.reading = work.catch(() => undefined);
    return work;
  }

  /** Begins a new reading of a feed. What is kept stays shown until it was replaced. */
  async startAgain(feed: string): Promise<void> {
    this.arrived.delete(feed);
    await this.parts.store.writePulled([], feed, readAgain(this.seen.get(feed) ?? unread));
    this.seen.set(feed, readAgain(this.seen.get(feed) ?? unread));
  }

  /** Takes away documents of a feed that are not worth keeping any more. */
  forget(feed: string, collection: PulledCollection, ids: readonly string[]): Promise<void> {
    const work = this.reading.then(async () => {
      await this.parts.store.writePulled(
        [{ collection, puts: [], removals: ids }],
        feed,
        this.seen.get(feed) ?? unread,
      );
    });
    this.reading = work.catch(() => undefined);
    return work;
  }

  private async readToHead(feed: string, epoch: Epoch, signal: AbortSignal): Promise<void> {
    let last: Track['advances'] | null = null;
    let ahead: AskedPage | null = null;
    for (;;) {
      const seen = this.seen.get(feed) ?? unread;
      // With nothing here yet, the first page is what the person waits for.
      if (seen.checkpoint !== null) await stepAside(this.parts.person, this.parts.timers, signal);
      const track = nextTrack(feed, seen, this.headOf(feed), last);
      const asked: AskedPage =
        ahead !== null && isSameTrack(ahead.track, track) ? ahead : this.ask(feed, track, signal);
      const reply = await asked.reply;
      if (reply.kind === 'resync') {
        await this.startAgain(feed);
        ahead = null;
        continue;
      }
      if (!isSameEpoch(reply.checkpoint.epoch, epoch)) throw new EpochDiffers(reply.checkpoint.epoch);
      this.heads.set(feed, reply.head);
      last = track.advances;
      ahead = this.askAhead(
        feed,
        nextTrack(feed, seenAfter(seen, track, reply.checkpoint, false), 0, last),
        reply,
        signal,
      );
      const after = await this.storePage(feed, seen, track, reply);
      if (isCaughtUp(after, reply.head)) return;
    }
  }

  private ask(feed: string, track: Track, signal: AbortSignal): AskedPage {
    const { checkpoint, collections } = track;
    const { pace, person } = this.parts;
    const limit = person.isLately ? pace.smallPageSize : pace.pageSize;
    return { track, reply: this.parts.server.feed(feed, { checkpoint, limit, collections }, signal) };
  }

  /**
   * While one page is stored the next one, and no more, is under way; it is stored only after this one is. With somebody
   * at work here it is asked for later: so there is a pause between two pages.
   */
  private askAhead(feed: string, track: Track, page: Page, signal: AbortSignal): AskedPage | null {
    if (page.checkpoint.sequence >= page.head || this.parts.person.isLately) return null;
    const asked = this.ask(feed, track, signal);
    // Whoever waits for it hears of a failure; when this page fails, nobody does.
    asked.reply.catch(() => undefined);
    return asked;
  }

  private async storePage(feed: string, seen: FeedSeen, track: Track, page: Page): Promise<FeedSeen> {
    const { store, onProgress } = this.parts;
    const { rows, bad } = checkPage(page.rows.filter((row) => this.isWanted(row)));
    const nothingKept = seen.reading === 1 && !seen.complete && !this.parts.sharesDocuments();
    const atHead = page.checkpoint.sequence >= page.head;
    const after = seenAfter(seen, track, page.checkpoint, atHead);

    if (rows.length > 0) {
      const writes = await stagePage(store, rows, { feed, reading: seen.reading, nothingKept });
      await this.store(feed, seenAfter(seen, track, page.checkpoint, false), writes);
    }
    // The end of a reading is noted after its last page is stored and what it did not meet is removed.
    if (!isSameSeen(after, this.seen.get(feed) ?? unread))
      await this.store(feed, after, await this.swept(feed, seen, after));
    if (atHead) await this.arrive(feed, track.advances, page.checkpoint.sequence);
    if (bad.length > 0) await this.setAside(bad);
    onProgress();
    return after;
  }

  private async store(feed: string, seen: FeedSeen, writes: readonly CollectionWrite[]): Promise<void> {
    if (!hasPlace(this.seen.get(feed) ?? unread)) {
      const begun = { ...seen, ...unread, reading: seen.reading };
      await this.parts.store.writePulled([], feed, begun);
      // Until its first page is stored whole.
      this.seen.set(feed, readAgain(begun));
    }
    await this.parts.store.writePulled(writes, feed, seen);
    this.seen.set(feed, seen);
    await this.parts.onStored(writes);
  }

  private async arrive(feed: string, advances: Track['advances'], sequence: number): Promise<void> {
    const before = this.arrived.get(feed) ?? NOTHING_ARRIVED;
    const rest = advances === 'transactions' ? before.rest : Math.max(before.rest, sequence);
    const transactions = advances === 'rest' ? before.transactions : Math.max(before.transactions, sequence);
    this.arrived.set(feed, { rest, transactions });
    await this.parts.onArrived();
  }

  /** At the end of a reading that was not the first: what it did not meet is gone. */
  private async swept(feed: string, before: FeedSeen, after: FeedSeen): Promise<readonly CollectionWrite[]> {
    if (after.reading === 1) return [];
    const collections = [
      ...(after.complete && !before.complete ? restCollections : []),
      ...(after.transactionsComplete && !before.transactionsComplete ? (['transactions'] as const) : []),
    ];
    return collections.length === 0 ? [] : leftovers(this.parts.store, collections, feed, after.reading);
  }

  private isWanted(row: FeedRow): boolean {
    if (row.collection !== 'transactions' || row.change === 'leave') return true;
    const finishedAt = row.document?.finishedAt;
    return typeof finishedAt !== 'number' || finishedAt >= this.parts.clock.now() - TRANSACTION_DAYS * DAY_MS;
  }

  private async setAside(bad: readonly { readonly name: string; readonly code: string }[]): Promise<void> {
    const { notes, clock } = this.parts;
    const at = clock.now();
    const names = new Set(bad.map(({ name }) => name));
    const others = notes.current.setAside.filter(({ name }) => !names.has(name));
    const setAside = [...bad.map((one) => ({ ...one, at })), ...others].slice(0, MOST_SET_ASIDE);
    await notes.update({ setAside });
  }
}

function isSameTrack(one: Track, other: Track): boolean {
  return one.advances === other.advances && one.checkpoint === other.checkpoint;
}

function isSameSeen(one: FeedSeen, other: FeedSeen): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
