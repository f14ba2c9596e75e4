import type { Clock } from '../../../../core/kernel/ports';
import type { RegisterStatus, SyncReport } from '../../register-data';
import type { NetworkState } from './connection';
import type { Directory } from './directory';
import { isShown, sequenceOf } from './feed-tracks';
import type { Finder } from './finder';
import type { Notes } from './notes';
import type { Notices } from './notices';
import type { OwnEntries } from './own-entries';
import type { Puller } from './puller';
import { pulledCollections, type RegisterStore } from './register-store';

/** How stale a noted "everything was up to date" may be before it is written again. */
const NOTE_AGE_EVERY_MS = 60_000;

export interface StatusParts {
  readonly store: RegisterStore;
  readonly clock: Clock;
  readonly notes: Notes;
  readonly notices: Notices;
  readonly own: OwnEntries;
  readonly puller: Puller;
  readonly directory: Directory;
  readonly finder: Finder;
  readonly feeds: () => readonly string[];
  readonly onChange: () => void;
}

/** What an owner can check instead of believing it: network, ages, counts, what is under way (OX-10). */
export class StatusBoard {
  private network: NetworkState = 'connecting';
  private upToDateAt: number | null = null;
  private isOpening = true;
  private customerCount = 0;
  private isCountOld = true;

  constructor(private readonly parts: StatusParts) {}

  setNetwork(state: NetworkState): void {
    if (state === this.network) return;
    this.network = state;
    this.parts.onChange();
  }

  /** What is stored is open. */
  opened(): void {
    this.isOpening = false;
    void this.recount();
  }

  /** The search index was put in place or set right. */
  async recount(): Promise<void> {
    this.isCountOld = true;
    await this.countCustomers();
    this.parts.onChange();
  }

  /** Customers came or went. */
  customersChanged(): void {
    this.isCountOld = true;
  }

  /** Everything known to be at the server is here. */
  async upToDate(): Promise<void> {
    const { clock, notes, onChange } = this.parts;
    const now = clock.now();
    this.upToDateAt = now;
    await this.countCustomers();
    onChange();
    const noted = notes.current.dataAsOf;
    if (noted === null || Math.abs(now - noted) >= NOTE_AGE_EVERY_MS) await notes.update({ dataAsOf: now });
  }

  status(): RegisterStatus {
    const { feeds, puller, own, notes, notices, directory } = this.parts;
    const seen = feeds().map((feed) => puller.seenOf(feed));
    return {
      network: this.network,
      dataAsOf: this.upToDateAt ?? notes.current.dataAsOf,
      unsentEntries: own.log.unsentCount,
      oldestUnsentAt: own.log.oldestUnsentAt(),
      filling: !this.isOpening && seen.every((one) => one?.complete === true) ? null : this.filling(),
      // A later reading goes on behind what is there.
      customersReady: !this.isOpening && seen.every((one) => one !== undefined && isShown(one)),
      customerCount: this.customerCount,
      openWorkItems: directory.workItems.filter(({ state }) => state === 'open').length,
      notices: notices.current,
    };
  }

  async report(): Promise<SyncReport> {
    const { store, own, notes, puller, feeds } = this.parts;
    const { logs } = await own.journalState();
    const { epoch, lastComparedAt, lastComparison } = notes.current;
    const headsBehind = feeds().reduce((sum, feed) => sum + puller.behind(feed), 0);
    const collections = [];
    for (const name of pulledCollections) collections.push({ name, count: await store.count(name), headsBehind });
    return {
      collections,
      logs: logs.map(({ logId, head, sealedThrough, acknowledgedThrough }) => ({
        ...{ logId, acknowledgedThrough },
        entries: sealedThrough ?? head.sequence,
      })),
      ...{ epoch: epoch?.number ?? null, lastComparedAt, lastComparison },
    };
  }

  private filling(): RegisterStatus['filling'] {
    const { feeds, own, puller } = this.parts;
    if (own.reading !== null) return { what: 'log', ...own.reading };
    const done = feeds().reduce((sum, feed) => sum + sequenceOf(puller.seenOf(feed)?.checkpoint ?? null), 0);
    const total = feeds().reduce((sum, feed) => sum + puller.headOf(feed), 0);
    return { what: this.isOpening ? 'opening' : 'customers', done, total: total > 0 ? total : null };
  }

  /** By the finder: counting 100,000 documents in the store takes the better part of a second. */
  private async countCustomers(): Promise<void> {
    if (!this.isCountOld) return;
    this.isCountOld = false;
    this.customerCount = await this.parts.finder.count();
  }
}
