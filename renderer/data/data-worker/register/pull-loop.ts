import { Value } from 'typebox/value';
import { MINUTE_MS } from '../../../../core/kernel/amounts';
import type { Clock } from '../../../../core/kernel/ports';
import type { Epoch } from '../../../../core/sync/epoch';
import { LiveHeadsSchema } from '../../../../core/sync/feed';
import { differingCollections } from './comparison';
import { isCaughtUp, seenThrough } from './feed-tracks';
import type { Notes } from './notes';
import type { Notices } from './notices';
import type { Random, SyncPace, Timers, Transport } from './ports';
import type { Puller } from './puller';
import { StoreError, type RegisterStore } from './register-store';
import { ServerRefusal, type Server } from './server';
import { backOffMs, Bell, spread } from './waiting';

export interface PullLoopParts {
  readonly server: Server;
  readonly store: RegisterStore;
  readonly transport: Transport;
  readonly puller: Puller;
  readonly notes: Notes;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly pace: SyncPace;
  /** Feeds of this register, the account's first. */
  readonly feeds: () => readonly string[];
  /** Under 1 GB free: pulls stop before sales do. */
  readonly isDiskLow: () => boolean;
  /** Everything known to be at the server is here. */
  readonly onUpToDate: () => Promise<void>;
}

/** Refusals in a row before a register that may not read compares heads again: about a minute. */
const COMPARE_HEADS_AFTER = 5;
/** The first comparison waits until whoever has just set the register up is through. */
const FIRST_COMPARISON_MS = 10 * MINUTE_MS;
/** A feed that goes on too quickly to be compared is asked about again after this. */
const COMPARE_AGAIN_MS = MINUTE_MS;

/** Reads the register's feeds whenever there is news, and now and then to be sure. */
export class PullLoop {
  private readonly bell: Bell;
  private mustCompare = false;
  /** When a comparison came to nothing last. */
  private triedAt: number | null = null;

  constructor(private readonly parts: PullLoopParts) {
    this.bell = new Bell(parts.timers);
  }

  /** Reads feeds until `signal`; rejects on anything a new connection has to settle. */
  async run(epoch: Epoch, signal: AbortSignal): Promise<void> {
    const { pace, random, puller, notices } = this.parts;
    let failures = 0;
    let isFirst = true;
    for (;;) {
      try {
        if (!this.parts.isDiskLow()) await this.round(epoch, isFirst, signal);
        isFirst = false;
        failures = 0;
        const hasNews = this.parts.feeds().some((feed) => puller.behind(feed) > 0);
        await this.bell.wait(hasNews ? 0 : spread(pace.pollMs, random), signal);
      } catch (error) {
        if (error instanceof StoreError) {
          // The page that was lost is asked for again; what else may be missing, the comparison finds.
          this.mustCompare = true;
          notices.tell(
            'storage-trouble',
            'This computer’s browser storage has trouble; what is missing is fetched again.',
          );
        } else if (error instanceof ServerRefusal && error.status === 403) {
          // A revoked register reads nothing, but may still deliver its late entries.
          notices.tell(`server-${error.code}`, error.message);
          // Reading tells it no longer that the server's history is another one: now and then heads have to.
          if (failures >= COMPARE_HEADS_AFTER) throw error;
        } else throw error;
        failures += 1;
        await new Bell(this.parts.timers).wait(
          backOffMs(failures, pace.backOffMs, pace.returnWithinMs, random),
          signal,
        );
      }
    }
  }

  /** Follows the live stream; it only says when to read. */
  async follow(signal: AbortSignal): Promise<void> {
    const { transport, puller, pace, random } = this.parts;
    let failures = 0;
    while (!signal.aborted) {
      const onEvent = (data: unknown) => {
        failures = 0;
        if (Value.Check(LiveHeadsSchema, data) && puller.noteHeads(data.heads)) this.bell.ring();
      };
      await transport.live(onEvent, signal).catch(() => undefined);
      failures += 1;
      await new Bell(this.parts.timers).wait(backOffMs(failures, pace.backOffMs, pace.returnWithinMs, random), signal);
    }
  }

  private async round(epoch: Epoch, isFirst: boolean, signal: AbortSignal): Promise<void> {
    const { puller, notices } = this.parts;
    const behind = this.parts.feeds().filter((feed) => puller.behind(feed) > 0);
    const known = isFirst || behind.length === 0 ? null : behind;
    const read = new Set<string>();
    // The account's feed may name locations whose feeds are to be read too.
    for (let next = this.nextFeed(known, read); next !== undefined; next = this.nextFeed(known, read)) {
      read.add(next);
      await puller.readFeed(next, epoch, signal);
    }
    notices.withdraw('storage-trouble');
    if (known === null) await this.parts.onUpToDate();
    await this.compareWhenDue(epoch, signal);
  }

  private nextFeed(known: readonly string[] | null, read: ReadonlySet<string>): string | undefined {
    return (known ?? this.parts.feeds()).find((feed) => !read.has(feed));
  }

  /** Once a day, and after every storage error: count and digest of each collection must be the server's. */
  private async compareWhenDue(epoch: Epoch, signal: AbortSignal): Promise<void> {
    const { notes, clock, pace } = this.parts;
    const { lastComparedAt } = notes.current;
    const now = clock.now();
    if (lastComparedAt === null && !this.mustCompare) {
      const untilFirst = Math.min(FIRST_COMPARISON_MS, pace.compareEveryMs);
      return notes.update({ lastComparedAt: now - pace.compareEveryMs + untilFirst });
    }
    const isDue = lastComparedAt === null || now - lastComparedAt >= pace.compareEveryMs || lastComparedAt > now;
    if (!isDue && !this.mustCompare) return;
    if (this.triedAt !== null && Math.abs(now - this.triedAt) < COMPARE_AGAIN_MS) return;
    const isEqual = await this.compare(epoch, signal);
    this.triedAt = isEqual === null ? now : null;
    if (isEqual === null) return;
    this.mustCompare = false;
    await notes.update({ lastComparedAt: now, lastComparison: isEqual ? 'equal' : 'different' });
  }

  /** Null when a feed went on too quickly to be compared. A feed that differs is read anew. */
  private async compare(epoch: Epoch, signal: AbortSignal): Promise<boolean | null> {
    const { server, store, puller } = this.parts;
    let isEqual = true;
    for (const feed of this.parts.feeds()) {
      const digest = await server.feedDigest(feed, signal);
      const seen = puller.seenOf(feed);
      if (seen === undefined || !isCaughtUp(seen, digest.head) || seenThrough(seen, 'rest') > digest.head) return null;
      const differing = await differingCollections(store, feed, digest);
      if (differing.length === 0) continue;
      isEqual = false;
      await puller.startAgain(feed);
      await puller.readFeed(feed, epoch, signal);
    }
    return isEqual;
  }
}
