import { DAY_MS, HOUR_MS } from '../../../core/kernel/amounts';
import type { Clock } from '../../../core/kernel/ports';
import type { TransportReply, TransportRequest } from '../../../renderer/data/data-worker/register/ports';
import type { Books, Trouble } from '../../../sync-server/books/books';
import { createBooks } from '../../../sync-server/books/create-books';
import { createSigning } from '../../../sync-server/books/signing';
import { booksTransport } from '../register/books-transport';
import { seededIds } from '../seeded';
import type { Chance } from './chance';
import { CommitWatch } from './commit-watch';
import type { MasterPlace, OpenPlace } from './master-place';
import type { Story } from './story';
import type { VirtualTime } from './virtual-time';

/** When every world begins, true time. */
export const WORLD_BEGINS = Date.UTC(2026, 0, 5, 15);

const SECRET = 'a secret of at least thirty-two characters, kept outside';

/** So often somebody asks again. */
const MOST_TRIES = 4;

/** The database, or the process over it, died in the middle of something. */
export class ServerDied extends Error {
  override readonly name = 'ServerDied';
}

/** One server process over the database all of them share. */
export interface ServerProcess {
  readonly name: string;
  readonly books: Books;
  isUp: boolean;
  /** How wrong its clock is, milliseconds. */
  clockMs: number;
}

type TellHeads = (heads: Readonly<Record<string, number>>) => void;

/** The sync server: two processes over one database, with their own clocks, crashes and backups. */
export class SyncServers {
  readonly processes: ServerProcess[] = [];
  readonly troubles: Trouble[] = [];
  readonly watch = new CommitWatch();
  readonly #heads = new Set<TellHeads>();
  readonly #backups: { readonly at: number; readonly restore: () => Promise<void> }[] = [];
  /** Chance that the database fails at a point of a request. */
  crashing = 0;
  interleaving = 0;
  inFlight = 0;
  #place: MasterPlace | null = null;

  constructor(
    private readonly time: VirtualTime,
    private readonly chance: Chance,
    private readonly story: Story,
    /** Chance that another unit of work goes on between two statements of one. */
    private readonly usualInterleaving: number,
  ) {
    this.interleaving = usualInterleaving;
  }

  async open(openPlace: OpenPlace, wrap: (books: Books) => Books = (books) => books): Promise<void> {
    this.#place = await openPlace({
      onCommitted: (heads) => this.#committed(heads),
      fault: (point) => {
        if (this.crashing > 0 && this.chance.is(this.crashing)) throw new ServerDied(point);
      },
      pause: async () => {
        if (this.interleaving > 0 && this.chance.is(this.interleaving)) await this.time.sleep(this.chance.whole(1, 9));
      },
    });
    const ids = seededIds(this.chance.fork('server ids').next);
    const signing = createSigning(SECRET);
    for (const name of ['server 1', 'server 2']) {
      const clock: Clock = { now: () => WORLD_BEGINS + this.time.now + (process.clockMs ?? 0) };
      const onTrouble = (trouble: Trouble) => this.troubles.push(trouble);
      const books = wrap(createBooks({ store: this.place.store, clock, ids, signing, onTrouble }));
      const process: ServerProcess = { name, books, isUp: true, clockMs: 0 };
      this.processes.push(process);
    }
  }

  get place(): MasterPlace {
    if (this.#place === null) throw new Error('The servers were not opened.');
    return this.#place;
  }

  /** Books for whoever sits at the server itself. */
  get books(): Books {
    const [first] = this.processes;
    if (first === undefined) throw new Error('The servers were not opened.');
    return first.books;
  }

  get running(): readonly ServerProcess[] {
    return this.processes.filter(({ isUp }) => isUp);
  }

  /** One request at one process. Rejects when it died over it. */
  async answer(server: ServerProcess, token: string, request: TransportRequest): Promise<TransportReply> {
    this.inFlight += 1;
    try {
      return await this.place.run(() => booksTransport(server.books, token, neverLive).send(request, never));
    } finally {
      this.inFlight -= 1;
    }
  }

  /** Tells new heads after every commit. */
  onHeads(tell: TellHeads): () => void {
    this.#heads.add(tell);
    return () => void this.#heads.delete(tell);
  }

  /** The daily purge, as if so much time had passed since everything before it. */
  purgeAsAfter(ms: number): Promise<{ readonly customers: number; readonly rollUps: number }> {
    const clock: Clock = { now: () => WORLD_BEGINS + this.time.now + ms };
    const ids = seededIds(this.chance.fork(`purge at ${String(this.time.now)}`).next);
    const books = createBooks({ store: this.place.store, clock, ids, signing: createSigning(SECRET) });
    return this.undisturbed(() => books.purge());
  }

  /** Does what an Admin at the server asks for, without the trouble that registers' requests may meet. */
  async undisturbed<Value>(work: (books: Books) => Promise<Value>): Promise<Value> {
    const before = [this.crashing, this.interleaving] as const;
    [this.crashing, this.interleaving] = [0, 0];
    try {
      return await this.time.finish(this.place.run(() => work(this.books)));
    } finally {
      [this.crashing, this.interleaving] = before;
    }
  }

  /**
   * Does what a register asks for, with the trouble its requests may meet; like a register it asks again when the server
   * dies over it. Null when nothing came of it.
   */
  async asked<Value>(work: (books: Books) => Promise<Value>): Promise<Value | null> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const [server] = this.running;
      if (server === undefined) return null;
      try {
        return await this.time.finish(this.place.run(() => work(server.books)));
      } catch (error) {
        if (!(error instanceof ServerDied)) throw error;
      }
    }
    return null;
  }

  async backUp(): Promise<void> {
    this.#backups.push({ at: this.time.now, restore: await this.place.run(() => this.place.backup()) });
  }

  /**
   * Puts an older backup in place of everything: both processes are stopped first. By the server's own command, which
   * begins the next epoch; or behind its back, so that it has to find out itself.
   */
  async restore(how: 'by command' | 'unnoticed'): Promise<void> {
    const backup = this.chance.pick(this.#backups);
    await this.stopAll();
    await this.place.run(() => backup.restore());
    this.watch.historyChanged(this.place.tables());
    if (how === 'by command') {
      await this.undisturbed(async (books) => {
        await books.prepare();
        await books.beginNextEpoch('restore-command');
      });
    }
    this.story.tell(`server restored ${how}, from ${((this.time.now - backup.at) / 1000).toFixed(1)} s ago`);
    for (const server of this.processes) server.isUp = true;
  }

  /** No request is under way any more, and none is taken. */
  async stopAll(): Promise<void> {
    for (const server of this.processes) server.isUp = false;
    await this.time.until(() => this.inFlight === 0, HOUR_MS);
    if (this.inFlight > 0) throw new Error('A request never ended.');
  }

  /** Everything works again, with clocks as they are. */
  heal(): void {
    this.crashing = 0;
    this.interleaving = this.usualInterleaving;
    for (const server of this.processes) server.isUp = true;
  }

  setClock(server: ServerProcess, clockMs: number): void {
    server.clockMs = Math.max(-DAY_MS, Math.min(DAY_MS, clockMs));
  }

  #committed(heads: Readonly<Record<string, number>>): void {
    this.watch.committed(this.place.tables());
    for (const tell of this.#heads) tell(heads);
  }
}

const never = new AbortController().signal;
const neverLive = () => () => undefined;
