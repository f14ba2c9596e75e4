import type { Location, User } from '../../../core/domain/organisation/organisation';
import type { RegisterIdentity } from '../../../core/ipc/register-identity';
import { dataPortClient } from '../../../core/ipc/data-port-client';
import type { JoinReply } from '../../../core/sync/join';
import { DataPortDesk } from '../../../electron/main/data-port/data-port-desk';
import { DraftFiles } from '../../../electron/main/drafts/draft-files';
import { openJournal } from '../../../electron/main/journal/open-journal';
import { CurrentSession } from '../../../electron/main/session/current-session';
import { Exports } from '../../../electron/main/spreadsheet/exports';
import { Staff } from '../../../electron/main/session/staff';
import { MemoryDisk, MemoryStore, type StoreFaults } from '../../../renderer/data/data-worker/register/memory-store';
import type { Finder } from '../../../renderer/data/data-worker/register/finder';
import type { PersonFirst } from '../../../renderer/data/person-first';
import type {
  MainPort,
  Transport,
  TransportReply,
  TransportRequest,
} from '../../../renderer/data/data-worker/register/ports';
import { Register } from '../../../renderer/data/data-worker/register/register';
import type { RegisterStore } from '../../../renderer/data/data-worker/register/register-store';
import type { Books } from '../../../sync-server/books/books';
import { createBooks } from '../../../sync-server/books/create-books';
import { createSigning } from '../../../sync-server/books/signing';
import { createMemoryStore } from '../../../sync-server/store/memory-store/memory-store';
import { aProgram, valueOf } from '../factories';
import { FaultyComputer } from '../faulty-disk';
import { handClock, seededIds, seededRandom } from '../seeded';
import { booksTransport } from './books-transport';
import { HandTimers } from './hand-timers';

const locations: readonly Location[] = [
  aLocation('midtown', 'master', 'Midtown', 'MID'),
  aLocation('harbor', 'sub', 'Harbor', 'HAR'),
];

export const users = {
  admin: aUser('admin', 'admin', 'midtown'),
  cashier: aUser('cashier', 'cashier', 'midtown'),
  subAdmin: aUser('sub-admin', 'admin', 'harbor'),
  subCashier: aUser('sub-cashier', 'cashier', 'harbor'),
} as const;

/** A business with two locations in one process: the real books on their memory store, and real registers. */
export async function aShop(seed = 1) {
  const random = seededRandom(seed);
  const clock = handClock();
  const timers = new HandTimers(clock);
  const listeners = new Set<(heads: Readonly<Record<string, number>>) => void>();
  const store = createMemoryStore({ onCommitted: (heads) => listeners.forEach((tell) => tell(heads)) });
  const ids = seededIds(random);
  const books = createBooks({ store, clock, ids, signing: createSigning('a secret that is long enough for signing') });
  await books.prepare();
  valueOf(
    await books.setUpBusiness({
      ...{ accountName: 'Corner Pets', demo: false, features: ['combine_customers'], locations },
      users: Object.values(users).map((user) => ({ user, verifier: 'none' })),
    }),
  );
  await books.putPrograms([aProgram()]);
  let tills = 0;
  const join = async (locationId: string, scope: 'location' | 'all' = 'location') => {
    const code = valueOf(await books.createJoinCode(locationId, scope));
    const joined = valueOf(await books.redeemJoinCode({ code, registerName: 'Counter' }));
    tills += 1;
    const live = (tell: (heads: Readonly<Record<string, number>>) => void) => {
      listeners.add(tell);
      return () => void listeners.delete(tell);
    };
    return new Till({ books, joined, clock, timers, live, seed: seed * 100 + tills });
  };
  return { books, store, clock, timers, join };
}
export type Shop = Awaited<ReturnType<typeof aShop>>;

interface TillParts {
  readonly books: Books;
  readonly joined: JoinReply;
  readonly clock: ReturnType<typeof handClock>;
  readonly timers: HandTimers;
  readonly live: (tell: (heads: Readonly<Record<string, number>>) => void) => () => void;
  readonly seed: number;
}

/** One register's computer: it can be switched off at any moment, lose its browser store, and be started again. */
export class Till {
  /** What the network does with a request; null lets it through. */
  onRequest: ((request: TransportRequest) => TransportReply | 'no-answer' | 'lost-reply' | null) | null = null;
  readonly requests: TransportRequest[] = [];
  storeFaults: StoreFaults = {};
  readonly disk = new MemoryDisk();
  /** Another form of the store, instead of the plain one. */
  newStore: () => RegisterStore = () =>
    new MemoryStore(this.disk, { before: (step) => this.storeFaults.before?.(step) });
  readonly computer: FaultyComputer;
  /** Another finder than the plain one. */
  finder: Finder | null = null;
  /** Somebody at the screen. */
  person: PersonFirst | null = null;
  /** Answers main's requests of these names instead of main. */
  onMain: Readonly<Record<string, (request: never) => unknown>> = {};
  /** The port to main of the running register. */
  main: MainPort | null = null;
  private lives = 0;
  private running: {
    readonly register: Register;
    readonly store: RegisterStore;
    readonly session: CurrentSession;
  } | null = null;

  constructor(private readonly parts: TillParts) {
    this.computer = new FaultyComputer(seededRandom(parts.seed));
  }

  /** Another computer, set up from a copy of this one's disk (a cloned PC). */
  clone(): Till {
    const clone = new Till({ ...this.parts, seed: this.parts.seed + 50 });
    clone.computer.restore(this.computer.image());
    return clone;
  }

  get register(): Register {
    if (this.running === null) throw new Error('this till is switched off');
    return this.running.register;
  }

  get identity(): RegisterIdentity {
    const { registerId, registerName, registerNumber, scope, location, accountId, accountName, epoch } =
      this.parts.joined;
    const serverUrl = 'http://127.0.0.1:1';
    return {
      ...{ registerId, registerName, registerNumber, scope, location, accountId, accountName, serverUrl },
      joinedEpoch: epoch,
    };
  }

  /** Boots; somebody of `user` signs in. */
  async start(user: User = users.cashier): Promise<Register> {
    const { clock, timers, seed } = this.parts;
    this.lives += 1;
    const disk = this.computer.boot();
    const ids = seededIds(seededRandom(seed * 1000 + this.lives));
    const { identity } = this;
    const journal = await openJournal({
      ...{ disk, folder: '/profile/journal', registerId: identity.registerId, clock, ids, hadJournal: false },
      places: () => ({
        locationId: identity.location.id,
        locationCode: identity.location.code,
        registerNumber: identity.registerNumber,
      }),
      onStopped: () => undefined,
      ...{ segmentBytes: 256 * 1024, spareSegments: 1 },
    });
    const drafts = await DraftFiles.open(disk, '/profile/drafts', journal);
    const staff = await Staff.open(disk, '/profile');
    await staff.take({ users: Object.values(users), locations: [...locations] });
    const session = new CurrentSession(staff, () => identity, clock);
    session.begin(user);
    // Nothing is exported here: a spreadsheet needs its own process.
    const exports = new Exports({
      refusal: async (what: string) => ({ code: 'forbidden', message: `No ${what} in this test.` }),
    } as ConstructorParameters<typeof Exports>[0]);
    const desk = new DataPortDesk({
      ...{ joined: () => ({ identity, journal, drafts }), staff, current: session, exports },
      audit: async () => {},
    });
    const client = dataPortClient((message) => void port.receive(structuredClone(message)));
    const port = desk.open((message) => client.receive(structuredClone(message)));
    const store = this.newStore();
    const ask = (async (name: string, request: never) =>
      this.onMain[name]?.(request) ?? client.ask(name as never, request)) as MainPort['ask'];
    const main: MainPort = { ask, on: client.on };
    this.main = main;
    const register = new Register({
      ...{ main, transport: this.transport(), store, clock, timers, ids, random: seededRandom(seed) },
      ...(this.finder === null ? {} : { finder: this.finder }),
      ...(this.person === null ? {} : { person: this.person }),
    });
    this.running = { register, store, session };
    await register.start();
    return register;
  }

  /** Lets an answer through changed. */
  onReply: ((request: TransportRequest, reply: TransportReply) => TransportReply) | null = null;

  /** As if the plug was pulled: nothing that still runs reaches disk or network any more. */
  async kill(): Promise<void> {
    const { running } = this;
    this.running = null;
    await running?.store.close();
    this.computer.boot();
    void running?.register.stop().catch(() => undefined);
  }

  async stop(): Promise<void> {
    await this.running?.register.stop();
    this.running = null;
  }

  private transport(): Transport {
    const life = this.lives;
    const through = booksTransport(this.parts.books, this.parts.joined.token, this.parts.live);
    const isMine = () => this.running !== null && life === this.lives;
    return {
      send: async (request, signal) => {
        if (!isMine()) return new Promise<never>(() => {});
        this.requests.push(request);
        const met = this.onRequest?.(request) ?? null;
        if (met === 'no-answer') throw new Error('no network');
        if (met !== null && met !== 'lost-reply') return met;
        const reply = await through.send(request, signal);
        if (met === 'lost-reply') throw new Error('the answer was lost');
        return this.onReply?.(request, reply) ?? reply;
      },
      live: (onEvent, signal) => {
        if (this.onRequest?.({ method: 'GET', path: '/v1/live' }) === 'no-answer')
          return Promise.reject(new Error('no network'));
        return through.live(onEvent, signal);
      },
    };
  }
}

function aLocation(id: string, kind: Location['kind'], name: string, code: string): Location {
  return { id, kind, name, code, country: 'US', timeZone: 'America/New_York', phone: '', address: '' };
}

function aUser(id: string, role: User['role'], locationId: string): User {
  return { id, username: id, role, locationId, active: true, demoPin: null };
}
