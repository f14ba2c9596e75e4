import type { RegisterIdentity, Session } from '../../../../core/ipc/register-identity';
import type { LogEntry } from '../../../../core/log/entry';
import { ACCOUNT_FEED, locationFeed } from '../../../../core/sync/checkpoint';
import type { RegisterContext, RegisterStatus, SyncReport } from '../../register-data';
import { CheckoutActs } from './acts/checkout-acts';
import { CustomerActs } from './acts/customer-acts';
import { ClockOffset } from './clock-offset';
import { Connection, type NetworkState } from './connection';
import { Directory } from './directory';
import { PlainFinder, type Finder } from './finder';
import { Heads } from './heads';
import { Notes } from './notes';
import { Notices } from './notices';
import { OwnEntries } from './own-entries';
import { defaultPace, type RegisterParts } from './ports';
import { PulledChanges } from './pulled-changes';
import { Puller } from './puller';
import { recover } from './recover';
import { RowFeed } from './row-feed';
import { pulledCollections } from './register-store';
import { Server } from './server';
import { settleContained } from './settling';
import { Uploader } from './uploader';
import { Views } from './views';
import { Visitors } from './visitors';

export interface EngineEvents {
  readonly onCustomers: (customerIds: readonly string[]) => void;
  readonly onStatus: () => void;
  readonly onContext: () => void;
}

/** How stale a noted "everything was up to date" may be before it is written again. */
const NOTE_AGE_EVERY_MS = 60_000;

/** A joined register at work: its parts put together, for one identity. */
export class Engine {
  readonly directory: Directory;
  readonly views: Views;
  readonly visitors: Visitors;
  readonly own: OwnEntries;
  readonly server: Server;
  readonly connection: Connection;
  readonly customerActs: CustomerActs;
  readonly checkoutActs: CheckoutActs;
  readonly finder: Finder;
  readonly notices: Notices;
  private readonly notes: Notes;
  private readonly puller: Puller;
  private readonly rows: RowFeed;
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private network: NetworkState = 'connecting';
  private isDiskLow = false;
  private upToDateAt: number | null = null;
  private rebuilding: string | null = null;
  private customerCount = 0;
  private isCountOld = true;

  constructor(
    private readonly parts: RegisterParts,
    private identity: RegisterIdentity,
    session: () => Session | null,
    private readonly events: EngineEvents,
  ) {
    const { main, store, clock, timers, random, transport, ids } = parts;
    const pace = { ...defaultPace, ...parts.pace };
    this.finder = parts.finder ?? new PlainFinder();
    this.notes = new Notes(store);
    this.notices = new Notices(clock, events.onStatus);
    this.directory = new Directory(store);
    this.visitors = new Visitors(store, clock);
    const offset = new ClockOffset(main, clock);
    this.server = new Server(transport, timers, clock, pace.requestTimeoutMs, (sample) => offset.take(sample));
    this.own = new OwnEntries(main, store, this.notes, this.notices, timers, (ids) => this.touched(ids));
    const { own, server, notes, notices, finder, directory, visitors } = this;
    this.views = new Views({
      store,
      log: own.log,
      directory,
      visitors,
      finder,
      clock,
      location: () => this.identity.location,
    });
    this.rows = new RowFeed(this.views, visitors, finder);
    const pulled = new PulledChanges(this.rows, directory, visitors);
    this.puller = new Puller({
      ...{ server, store, notes, clock, pace },
      sharesDocuments: () => this.identity.scope === 'all',
      onStored: async (writes) => {
        const { customerIds, isContext, decisions } = await pulled.take(writes);
        for (const number of decisions) heads.noteDecision(number);
        this.isCountOld ||= customerIds.length > 0;
        this.tellCustomers(customerIds);
        if (isContext) events.onContext();
        await this.settle();
      },
      onProgress: events.onStatus,
    });
    const { puller } = this;
    const heads = new Heads({ main, server, store, notes, own, puller });
    const uploader = new Uploader(server, main, own, notices, pace, () => this.settle());
    this.connection = new Connection({
      ...{ main, transport, store, server, heads, uploader, puller, own, notes, notices, clock, timers, random, pace },
      feeds: () => this.feeds(),
      isDiskLow: () => this.isDiskLow,
      onUpToDate: () => this.noteUpToDate(),
      onState: (state) => this.setNetwork(state),
    });
    const acts = {
      ...{ main, own, directory, finder, visitors, server, clock, ids, session },
      ...{ views: this.views, identity: () => this.identity, onTouched: (ids: readonly string[]) => this.touched(ids) },
      signal: this.stopping.signal,
    };
    this.customerActs = new CustomerActs(acts);
    this.checkoutActs = new CheckoutActs(acts);
  }

  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  /** Opens and heals what is stored; serves from then on, and syncs in the background. */
  async start(): Promise<void> {
    const { main, store } = this.parts;
    const { registerId, scope, location } = this.identity;
    this.rebuilding = 'opening';
    const { journal, pulledIsNew } = await recover(main, store, {
      entries: registerId,
      // At another location, or with another scope, what was pulled is another subset.
      pulled: `${registerId} ${scope} ${location.id}`,
    });
    await this.notes.read();
    // Without the pulled documents, everything ever written here lies over nothing again.
    if (pulledIsNew) await this.notes.update({ settledThrough: {}, dataAsOf: null });
    this.isDiskLow = journal.diskLow;
    await Promise.all([this.directory.refresh(pulledCollections), this.puller.load(), this.visitors.load()]);
    await this.countCustomers();
    await this.own.load(journal.logs);
    this.touched(this.visitors.ids());
    this.rebuilding = null;
    this.running = this.connection.run(this.stopping.signal);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.own.stop();
    await this.running;
    await this.own.kept();
    await this.parts.store.close();
  }

  isSame(identity: RegisterIdentity): boolean {
    const { registerId, scope, location } = this.identity;
    return identity.registerId === registerId && identity.scope === scope && identity.location.id === location.id;
  }

  /** Name, number or address changed. */
  rename(identity: RegisterIdentity): void {
    this.identity = identity;
  }

  takeEntries(entries: readonly LogEntry[]): void {
    this.own.take(entries);
  }

  setDiskLow(low: boolean): void {
    this.isDiskLow = low;
    if (low)
      this.notices.tell('disk-low', 'This computer’s disk is nearly full. Free some space; sales go on meanwhile.');
    else this.notices.withdraw('disk-low');
  }

  /** Feeds this register reads, the account's first. */
  feeds(): readonly string[] {
    const { scope, location } = this.identity;
    const locations = scope === 'all' ? (this.directory.settings?.locations ?? []) : [location];
    return [ACCOUNT_FEED, ...locations.map(({ id }) => locationFeed(id))];
  }

  status(): RegisterStatus {
    const seen = this.feeds().map((feed) => this.puller.seenOf(feed));
    const read = this.feeds().reduce((sum, feed) => sum + (this.puller.seenOf(feed)?.checkpoint?.sequence ?? 0), 0);
    const total = this.feeds().reduce((sum, feed) => sum + this.puller.headOf(feed), 0);
    const isComplete = seen.every((one) => one?.complete === true);
    return {
      network: this.network,
      dataAsOf: this.upToDateAt ?? this.notes.current.dataAsOf,
      unsentEntries: this.own.log.unsentCount,
      oldestUnsentAt: this.own.log.oldestUnsentAt(),
      filling: isComplete
        ? null
        : { what: this.rebuilding ?? 'customers', done: read, total: total > 0 ? total : null },
      customersReady: seen.every((one) => one !== undefined && (one.complete || one.reading > 1)),
      customerCount: this.customerCount,
      openWorkItems: this.directory.workItems.filter(({ state }) => state === 'open').length,
      notices: this.notices.current,
    };
  }

  context(session: Session | null): RegisterContext | null {
    const { settings, users, book } = this.directory;
    const { registerName, scope, location } = this.identity;
    if (settings === null) return null;
    return {
      settings,
      location: this.directory.location(location.id) ?? location,
      registerName,
      scope,
      users,
      user: session && (users.find(({ id }) => id === session.userId) ?? userOf(session)),
      programs: book.programs,
    };
  }

  async syncReport(): Promise<SyncReport> {
    const { store } = this.parts;
    const { logs } = await this.own.journalState();
    const { epoch, lastComparedAt, lastComparison } = this.notes.current;
    const headsBehind = this.feeds().reduce((sum, feed) => sum + this.puller.behind(feed), 0);
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

  private async countCustomers(): Promise<void> {
    if (!this.isCountOld) return;
    this.isCountOld = false;
    this.customerCount = await this.parts.store.count('customers');
  }

  /** Own entries were added, judged or taken away. */
  private touched(customerIds: readonly string[]): void {
    this.connection.wakeUploads();
    this.events.onStatus();
    if (customerIds.length === 0) return;
    // When the browser store has trouble, screens are told all the same: what they ask then says so.
    void this.rows
      .customers(customerIds)
      .catch(() => undefined)
      .then(() => this.tellCustomers(customerIds));
  }

  private tellCustomers(customerIds: readonly string[]): void {
    if (customerIds.length > 0) this.events.onCustomers(customerIds);
  }

  private async settle(): Promise<void> {
    const settled = await settleContained(this.own.log, this.parts.store, (feed) => this.puller.seenOf(feed));
    if (settled.length === 0) return;
    await this.own.noteSettled();
    this.tellCustomers(settled);
  }

  private async noteUpToDate(): Promise<void> {
    const now = this.parts.clock.now();
    this.upToDateAt = now;
    await this.countCustomers();
    this.events.onStatus();
    const noted = this.notes.current.dataAsOf;
    if (noted === null || Math.abs(now - noted) >= NOTE_AGE_EVERY_MS) await this.notes.update({ dataAsOf: now });
  }

  private setNetwork(state: NetworkState): void {
    if (state === this.network) return;
    this.network = state;
    this.events.onStatus();
  }
}

/** Whoever main let in, when the staff list does not say more. */
function userOf({ userId, username, role, locationId }: Session) {
  return { id: userId, username, role, locationId, active: true, demoPin: null };
}
