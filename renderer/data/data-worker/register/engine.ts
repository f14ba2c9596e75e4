import type { RegisterIdentity, Session } from '../../../../core/ipc/register-identity';
import type { LogEntry } from '../../../../core/log/entry';
import { ACCOUNT_FEED, locationFeed } from '../../../../core/sync/checkpoint';
import { PersonFirst } from '../../person-first';
import type { RegisterContext } from '../../register-data';
import type { ActsParts } from './acts/acts-parts';
import { AdminActs } from './acts/admin-acts';
import { CheckoutActs } from './acts/checkout-acts';
import { CustomerActs } from './acts/customer-acts';
import { ClockOffset } from './clock-offset';
import { Connection } from './connection';
import { DailyChores } from './daily-chores';
import { Directory } from './directory';
import { Erasure } from './erasure';
import { PlainFinder, type Finder } from './finder';
import { Heads } from './heads';
import { Notes, toleratesStoreErrors } from './notes';
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
import { StatusBoard } from './status-board';
import { Uploader } from './uploader';
import { Views } from './views';
import { Visitors } from './visitors';

export interface EngineEvents {
  readonly onCustomers: (customerIds: readonly string[]) => void;
  readonly onStatus: () => void;
  readonly onContext: () => void;
}

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
  readonly adminActs: AdminActs;
  readonly finder: Finder;
  readonly notices: Notices;
  readonly board: StatusBoard;
  /** Who is at the screen: goes before everything nobody waits for. */
  readonly person: PersonFirst;
  private readonly notes: Notes;
  private readonly offset: ClockOffset;
  private readonly puller: Puller;
  private readonly erasure: Erasure;
  readonly rows: RowFeed;
  readonly actsParts: ActsParts;
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  /** The pulled database was begun anew at this start. */
  pulledIsNew = false;
  /** Which pulled state the finder has been told of. */
  indexedPlace = '';
  /** Counts when somebody went for good or for here: a saved search index still holds the name. */
  departures = 0;
  private isDiskLow = false;

  constructor(
    private readonly parts: RegisterParts,
    private identity: RegisterIdentity,
    session: () => Session | null,
    private readonly events: EngineEvents,
  ) {
    const { main, store, clock, timers, random, transport, ids } = parts;
    const pace = { ...defaultPace, ...parts.pace };
    this.person = parts.person ?? new PersonFirst(() => clock.now());
    this.finder = parts.finder ?? new PlainFinder();
    this.notes = new Notes(store);
    this.notices = new Notices(clock, events.onStatus);
    this.directory = new Directory(store);
    this.visitors = new Visitors(store, clock);
    this.offset = new ClockOffset(main, clock);
    this.server = new Server(transport, timers, clock, pace.requestTimeoutMs, (sample) => this.offset.take(sample));
    this.own = new OwnEntries(main, store, this.notes, this.notices, timers, (ids) => this.touched(ids));
    const { own, server, notes, notices, finder, directory, visitors } = this;
    const location = () => this.identity.location;
    this.views = new Views({ store, log: own.log, directory, visitors, finder, clock, location });
    this.rows = new RowFeed({ store, log: own.log, views: this.views, visitors, finder });
    const onErased = (ids: readonly string[]) => {
      this.departures += 1;
      this.touched(ids);
    };
    this.erasure = new Erasure({ store, notes, own, visitors, timers, onErased });
    const pulled = new PulledChanges(this.rows, directory, visitors, this.views);
    this.puller = new Puller({
      ...{ server, store, notes, clock, timers, pace, person: this.person },
      sharesDocuments: () => this.identity.scope === 'all',
      onStored: async (writes) => {
        const { customerIds, isContext, isSomebodyGone, decisions } = await pulled.take(writes);
        for (const { number } of decisions) heads.noteDecision(number);
        if (isSomebodyGone) this.departures += 1;
        await this.erasure.take(decisions);
        if (customerIds.length > 0) this.board.customersChanged();
        this.tellCustomers(customerIds);
        if (isContext) events.onContext();
        this.indexedPlace = this.seenPlace();
        await this.settle();
      },
      onArrived: () => this.settle(),
      onProgress: events.onStatus,
    });
    const { puller } = this;
    this.board = new StatusBoard({
      ...{ store, clock, notes, notices, own, puller, directory, finder },
      feeds: () => this.feeds(),
      onChange: events.onStatus,
    });
    const heads = new Heads({ main, server, store, notes, own, puller });
    const chores = new DailyChores({ store, clock, puller, visitors, onGone: (ids) => this.touched(ids) });
    const uploader = new Uploader(server, main, own, notices, pace);
    this.connection = new Connection({
      ...{ main, transport, store, server, heads, uploader, puller, own, notes, notices, clock, timers, random, pace },
      feeds: () => this.feeds(),
      isDiskLow: () => this.isDiskLow,
      onUpToDate: async () => {
        await chores.whenDue();
        await this.board.upToDate();
      },
      onState: (state) => this.board.setNetwork(state),
    });
    this.actsParts = {
      ...{ main, own, directory, finder, visitors, server, clock, ids, session },
      ...{ views: this.views, identity: () => this.identity, onTouched: (ids: readonly string[]) => this.touched(ids) },
      signal: this.stopping.signal,
    };
    this.customerActs = new CustomerActs(this.actsParts);
    this.checkoutActs = new CheckoutActs(this.actsParts);
    this.adminActs = new AdminActs(this.actsParts, () => this.board.status().network === 'online');
  }

  /** At another location, or with another scope, what was pulled is another subset. */
  get place(): string {
    return placeOf(this.identity);
  }

  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  /** Opens and heals what is stored; serves from then on, and syncs in the background. */
  async start(): Promise<void> {
    const { main, store } = this.parts;
    const markers = { entries: this.identity.registerId, pulled: this.place };
    const { journal, pulledIsNew } = await recover(main, store, markers);
    this.pulledIsNew = pulledIsNew;
    await this.notes.read();
    // Without the pulled documents, everything ever written here lies over nothing again.
    if (pulledIsNew) await this.notes.update({ settledThrough: {}, dataAsOf: null });
    this.isDiskLow = journal.diskLow;
    const [, , gone] = await Promise.all([
      this.directory.refresh(pulledCollections),
      this.puller.load(),
      this.visitors.load(),
    ]);
    this.indexedPlace = this.seenPlace();
    await this.own.load(journal.logs, this.events.onStatus);
    this.board.opened();
    this.touched([...this.visitors.ids(), ...gone]);
    // Nobody waits for it, and what cannot be done now is done at another start.
    void this.erasure.resume().catch(() => undefined);
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

  private seenPlace(): string {
    const places = this.puller.allSeen().map(([feed, { checkpoint, reading }]) => {
      return [feed, checkpoint?.epoch.random ?? '', checkpoint?.sequence ?? 0, reading];
    });
    return JSON.stringify(places.sort());
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
    this.views.noteChanged(customerIds);
    if (customerIds.length > 0) this.events.onCustomers(customerIds);
  }

  private async settle(): Promise<void> {
    try {
      const settled = await settleContained(this.own.log, this.parts.store, {
        hereThrough: (feed, what) => this.puller.hereThrough(feed, what),
        readingOf: (feed) => this.puller.seenOf(feed)?.reading ?? 1,
        isVisiting: (customerId) => this.visitors.of(customerId) !== undefined,
        serverNow: () => this.offset.serverNow(),
      });
      if (settled.length === 0) return;
      await this.own.noteSettled();
      // What was listed by an own entry alone is listed no longer, if the pulled state does not have it.
      await this.rows.customers(settled);
      this.tellCustomers(settled);
    } catch (error) {
      // What could not be settled lies over a little longer.
      toleratesStoreErrors(error);
    }
  }
}

/** Names the subset a register keeps. */
export function placeOf({ registerId, scope, location }: RegisterIdentity): string {
  return `${registerId} ${scope} ${location.id}`;
}

/** Whoever main let in, when the staff list does not say more. */
function userOf({ userId, username, role, locationId }: Session) {
  return { id: userId, username, role, locationId, active: true, demoPin: null };
}
