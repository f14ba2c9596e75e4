import { dataPortClient, type DataPortClient } from '../../../core/ipc/data-port-client';
import type { User } from '../../../core/domain/organisation/organisation';
import type { RegisterIdentity } from '../../../core/ipc/register-identity';
import type { Clock } from '../../../core/kernel/ports';
import type { JoinReply, UsersReply } from '../../../core/sync/join';
import type { JournalAppend } from '../../../electron/main/journal/build-entry';
import { DataPortDesk } from '../../../electron/main/data-port/data-port-desk';
import { DraftFiles } from '../../../electron/main/drafts/draft-files';
import type { Disk } from '../../../electron/main/journal/disk';
import type { Journal } from '../../../electron/main/journal/journal';
import { Exports, type SpreadsheetWorker } from '../../../electron/main/spreadsheet/exports';
import type { Audit } from '../../../electron/main/session/sign-in-desk';
import { checkPermission } from '../../../core/domain/users/permissions';
import { openJournal } from '../../../electron/main/journal/open-journal';
import { CurrentSession } from '../../../electron/main/session/current-session';
import { Staff } from '../../../electron/main/session/staff';
import type { MainPort, SyncPace } from '../../../renderer/data/data-worker/register/ports';
import { PlainFinder } from '../../../renderer/data/data-worker/register/finder';
import type { Engine } from '../../../renderer/data/data-worker/register/engine';
import { Register } from '../../../renderer/data/data-worker/register/register';
import type { RegisterStore } from '../../../renderer/data/data-worker/register/register-store';
import type { StoreStep } from '../../../renderer/data/data-worker/register/memory-store';
import { FaultyComputer, type DiskFault, type DiskImage, type DiskOperation } from '../faulty-disk';
import { seededIds } from '../seeded';
import type { Browser } from './browser';
import type { Chance } from './chance';
import type { Network, Plug } from './network';
import { WORLD_BEGINS } from './sync-servers';
import type { VirtualTime } from './virtual-time';

const PROFILE = '/profile';
export const JOURNAL_FOLDER = `${PROFILE}/journal`;

/** One run of the app, from start to end. */
export interface Life {
  readonly number: number;
  readonly register: Register;
  readonly finder: PlainFinder;
  readonly store: RegisterStore;
  readonly main: DataPortClient;
  readonly journal: Journal;
  readonly drafts: DraftFiles;
  readonly staff: Staff;
  readonly session: CurrentSession;
  readonly ids: ReturnType<typeof seededIds>;
  /** Settles when this life ends. */
  readonly ended: Promise<void>;
  isAlive: boolean;
  /** It is being shut down in order. */
  isClosing: boolean;
}

/** How the parts of a register may differ from the product, for planting known bugs. */
export interface ComputerChanges {
  readonly disk?: (disk: Disk) => Disk;
  readonly store?: (store: RegisterStore) => RegisterStore;
  readonly main?: (main: MainPort) => MainPort;
}

/** What a computer needs of its world. */
export interface ComputerParts {
  readonly changes: ComputerChanges;
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly network: Network;
  readonly joined: JoinReply;
  readonly browser: Browser;
  readonly pace: Partial<SyncPace>;
  readonly staff: () => UsersReply;
  /** Told when the process was ended by a fault, so that somebody starts it again. */
  readonly onDied: (computer: Computer, how: string) => void;
}

/** A register's computer: its disk, its browser, its clock, and whichever life of the app runs on it. */
export class Computer implements Plug {
  isConnected = true;
  lastTroubleAt = 0;
  clockMs = 0;
  /** What goes wrong on its disk and in its browser now; null for nothing. */
  diskFault: (operation: DiskOperation) => DiskFault | null = () => null;
  browserFault: (step: StoreStep) => 'error' | 'kill' | null = () => null;
  life: Life | null = null;
  readonly drive: FaultyComputer;
  private browser: Browser;
  private isCopy = false;
  private lives = 0;
  /** Number of the life that runs or is starting. */
  private current: number | null = null;
  private leaving: Promise<void> = Promise.resolve();
  private end: () => void = () => undefined;

  constructor(
    readonly name: string,
    private readonly parts: ComputerParts,
  ) {
    this.browser = parts.browser;
    this.drive = new FaultyComputer(parts.chance.fork('disk').next);
    this.drive.fault = (operation) => this.meetDisk(operation);
  }

  /** What the server told when it joined. */
  get joined(): JoinReply {
    return this.parts.joined;
  }

  /** How often the app was started here. */
  get starts(): number {
    return this.lives;
  }

  get token(): string {
    return this.parts.joined.token;
  }

  get locationId(): string {
    return this.parts.joined.location.id;
  }

  get scope(): 'location' | 'all' {
    return this.parts.joined.scope;
  }

  get registerId(): string {
    return this.parts.joined.registerId;
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

  get clock(): Clock {
    return { now: () => Math.max(0, WORLD_BEGINS + this.parts.time.now + this.clockMs) };
  }

  get isOn(): boolean {
    return this.current !== null;
  }

  /** Starts the app and signs somebody in; null when a fault ended it on the way. */
  async boot(user: User): Promise<Life | null> {
    if (this.isOn) throw new Error(`${this.name} runs already.`);
    this.lives += 1;
    const number = this.lives;
    this.current = number;
    const ended = new Promise<void>((resolve) => (this.end = resolve));
    const died = ended.then(() => null);
    return Promise.race([this.start(user, number, ended), died]).catch((error: unknown) => {
      if (this.current !== number) return null;
      this.die(`could not start: ${error instanceof Error ? error.message : 'unknown'}`);
      return null;
    });
  }

  private async start(user: User, number: number, ended: Promise<void>): Promise<Life> {
    const { time, network, joined, pace, changes } = this.parts;
    const { clock, identity } = this;
    await this.leaving;
    const chance = this.parts.chance.fork(`life ${String(number)}`);
    const ids = seededIds(chance.fork('ids').next);
    const drive = this.drive.boot();
    const disk = changes.disk?.(drive) ?? drive;
    const journal = await openJournal({
      ...{
        disk,
        folder: JOURNAL_FOLDER,
        registerId: joined.registerId,
        clock,
        ids,
        hadJournal: number > 1 || this.isCopy,
      },
      places: () => {
        const { id: locationId, code: locationCode } = joined.location;
        return { locationId, locationCode, registerNumber: joined.registerNumber };
      },
      onStopped: () => this.die('its journal was changed by another hand'),
      ...{ segmentBytes: 256 * 1024, spareSegments: 1 },
    });
    const drafts = await DraftFiles.open(disk, `${PROFILE}/drafts`, journal);
    const staff = await Staff.open(disk, PROFILE);
    if (staff.users.length === 0) await staff.take(this.parts.staff()).catch(() => undefined);
    const session = new CurrentSession(staff, () => identity, clock);
    const isAlive = () => this.current === number;
    const record = async (entry: Pick<JournalAppend, 'kind' | 'facts' | 'userId'>): Promise<boolean> => {
      const effectId = ids.newId();
      const written = await journal.append([
        { effectId, ...entry, personal: null, ruleVersions: {}, overrideBy: null },
      ]);
      if (written.ok) desk.tell('journal-appended', { entries: written.value.map((one) => one.entry) });
      return written.ok;
    };
    const audit: Audit = async (action, target, detail, userId) => {
      await record({ kind: 'audit-recorded', facts: { action, target, detail }, userId });
    };
    const exports = new Exports({
      askForPath: async (name) => `/exports/${name}`,
      startWorker: unwritten,
      refusal: async () => {
        const allowed = checkPermission(session.user, 'export-customers', staff.placeOf(identity));
        return allowed.ok ? null : allowed.refusal;
      },
      record: ({ exportId: _, ...facts }) =>
        record({ kind: 'customers-exported', facts, userId: session.user?.id ?? null }),
    });
    const joinedParts = { identity, journal, drafts };
    const desk = new DataPortDesk({ joined: () => joinedParts, staff, current: session, audit, exports });
    const main = dataPortClient((message) => {
      if (isAlive()) void port.receive(structuredClone(message));
    });
    const port = desk.open((message) => {
      if (isAlive()) main.receive(structuredClone(message));
    });
    session.changed.listen((current) => desk.tell('session-changed', { session: current }));
    staff.changed.listen((users) => desk.tell('users-changed', { users: [...users] }));
    session.begin(user);

    const opened = this.browser.open((step) => this.meetBrowser(step));
    const store = changes.store?.(opened) ?? opened;
    const finder = new PlainFinder();
    const register = new Register({
      ...{ main: changes.main?.(main) ?? main, store, clock, ids, pace, finder },
      transport: network.transport(this, isAlive),
      random: chance.fork('jitter').next,
      timers: {
        after: (ms, work) =>
          time.after(ms, () => {
            if (isAlive()) work();
          }),
      },
    });
    register.begun.add((engine) => void fillIndex(engine, time));
    const life: Life = {
      ...{
        number,
        register,
        finder,
        store,
        main,
        journal,
        drafts,
        staff,
        session,
        ids,
        ended,
        isAlive: true,
        isClosing: false,
      },
    };
    if (!isAlive()) return never();
    this.life = life;
    await register.start();
    // A browser store that cannot be opened now is opened again after a while.
    while (!register.isJoined) await time.sleep(LOOK_AGAIN_MS);
    await audit('signed-in', user.id, { by: 'own-verifier' }, user.id);
    return life;
  }

  /** The process ends at once; nothing that still runs in it reaches anything any more. */
  die(how: string): void {
    if (!this.isOn) return;
    this.leave();
    this.drive.kill();
    this.parts.onDied(this, how);
  }

  /** The plug is pulled: what was not flushed is gone. */
  cutPower(): void {
    this.drive.cutPower();
    this.die('power cut');
  }

  /** Ends the app in order. */
  async shutDown(): Promise<void> {
    const { life } = this;
    if (life === null) return;
    life.isClosing = true;
    await life.register.stop();
    if (!life.isAlive) return;
    await life.journal.close().catch(() => undefined);
    if (life.isAlive) this.leave();
  }

  private leave(): void {
    const { life } = this;
    this.life = null;
    this.current = null;
    if (life !== null) {
      life.isAlive = false;
      this.leaving = this.browser.abandon(life.store).catch(() => undefined);
    }
    this.end();
  }

  /** Copies disk and browser. */
  image(): ComputerImage | null {
    const browser = this.browser.copy();
    return browser === null ? null : { disk: this.drive.image(), browser };
  }

  /** Puts an image on this computer; it must be off. */
  restore({ disk, browser }: ComputerImage): void {
    if (this.isOn) throw new Error(`${this.name} still runs.`);
    this.drive.restore(disk);
    this.isCopy = true;
    this.browser = browser.copy() ?? browser;
  }

  loseDatabase(database: 'pulled' | 'entries'): Promise<void> {
    return this.browser.lose(database);
  }

  private meetDisk(operation: DiskOperation): DiskFault | null {
    const fault = this.diskFault(operation);
    // What a dying process still does must not be seen: it ends here, before the disk has answered.
    if (fault?.kind === 'power-cut' || fault?.kind === 'kill') queueMicrotask(() => this.die(fault.kind));
    return fault;
  }

  /** Looks at what this register shows, without whatever its browser store has now. */
  async undisturbed<Value>(look: () => Promise<Value>): Promise<Value> {
    const fault = this.browserFault;
    this.browserFault = () => null;
    try {
      return await look();
    } finally {
      this.browserFault = fault;
    }
  }

  private meetBrowser(step: StoreStep): void {
    const fault = this.browserFault(step);
    if (fault === 'kill') this.die(`killed at ${step}`);
    if (fault !== null) throw new Error(`the browser store failed at ${step}`);
  }
}

const LOOK_AGAIN_MS = 500;
const FILL_AGAIN_MS = 2000;

/** Puts everything stored into the index, as the product does when none was saved. */
async function fillIndex(engine: Engine, time: VirtualTime): Promise<void> {
  for (let after: string | null = ''; after !== null && !engine.signal.aborted;) {
    const from: string = after;
    after = await engine.rows.stored(from).catch(() => from);
    if (after === from) await time.sleep(FILL_AGAIN_MS);
  }
}

/** The process that writes spreadsheets: what a file holds is not this world's business. */
function unwritten(): SpreadsheetWorker {
  return { ask: async () => ({ kind: 'done', rows: 0 }), end: () => undefined };
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}

/** A copy of a computer's disk. */
export interface ComputerImage {
  readonly disk: DiskImage;
  readonly browser: Browser;
}
