import type { Logger } from 'pino';
import type { Location, User } from '../../core/domain/organisation/organisation';
import { DAY_MS, type Instant } from '../../core/kernel/amounts';
import { businessDateAt } from '../../core/kernel/calendar';
import type { Clock, IdSource } from '../../core/kernel/ports';
import type { Books, NewUser } from '../books/books';
import { safeError } from '../logging/safe-error';
import { Refused, valueOf } from '../plugins/refused';
import type { DemoMaker } from '../setup/setup-desk';
import { pinVerifier } from '../sign-in/pin';
import { playHistory } from './demo-history';
import { readDemoNote, writeDemoNote, type DemoNote } from './demo-note';
import { DemoRandom } from './demo-random';
import { joinDemoRegisters, openDemoRegisters } from './demo-registers';
import { loadHistory, type LoadedHistory } from './load-history';
import { demoAccountName, demoLocations, demoUsers } from './shop/organisation';
import { demoPrograms } from './shop/programs';
import { HISTORY_DAYS } from './visits/timeline';

export interface DemoParts {
  readonly books: Books;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Where the note of a demo in the making is kept. */
  readonly dataFolder: string;
  readonly logger: Logger;
  readonly customers?: number;
  readonly seed?: number;
}

export const DEMO_CUSTOMERS = 5_000;

/** Makes the demo: a register can start as soon as the account is there, its customers come while it is used. */
export class Demo implements DemoMaker {
  readonly #parts: DemoParts;
  readonly #stop = new AbortController();
  #progress: number | null = null;
  #loading: Promise<LoadedHistory | null> | null = null;

  constructor(parts: DemoParts) {
    this.#parts = parts;
  }

  get progress(): number | null {
    return this.#progress;
  }

  /** Account, users, programs and tills; then the history behind. Answers the master location. */
  async begin(): Promise<Location> {
    const { books, clock, ids, dataFolder, customers = DEMO_CUSTOMERS, seed = 1 } = this.#parts;
    const [master] = demoLocations;
    if (master === undefined || this.#loading) throw new Refused(409, BEING_MADE);
    const now = clock.now();
    valueOf(
      await books.setUpBusiness({
        ...{ accountName: demoAccountName, demo: true, features: [], locations: demoLocations },
        users: await Promise.all(demoUsers.map(newUser)),
      }),
    );
    await books.putPrograms(demoPrograms(enrolledOn(now)));
    const registers = await joinDemoRegisters(books, () => ids.newId());
    const note: DemoNote = { seed, customers, now, registers, complete: false };
    await writeDemoNote(dataFolder, note);
    this.#load(note);
    return master;
  }

  /** Goes on with a demo that an earlier process could not finish. */
  async resume(): Promise<void> {
    const note = await readDemoNote(this.#parts.dataFolder);
    if (note !== null && !note.complete && !(await this.#parts.books.isEmpty())) this.#load(note);
  }

  /** Resolves when nothing is being made any more: with what was loaded, null when it failed. */
  async settled(): Promise<LoadedHistory | null> {
    return this.#loading;
  }

  /** Stops between two batches; the next process goes on. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#loading;
  }

  #load(note: DemoNote): void {
    this.#progress = 0;
    this.#loading = this.#play(note)
      .catch((error: unknown) => {
        this.#parts.logger.error({ err: safeError(error) }, 'the demo could not be finished');
        return null;
      })
      .finally(() => (this.#progress = null));
  }

  async #play(note: DemoNote): Promise<LoadedHistory> {
    const { books, logger, dataFolder } = this.#parts;
    const begunAt = performance.now();
    const registers = await openDemoRegisters(books, note.registers);
    const prefix = (place: keyof DemoNote['registers']) =>
      `${demoLocations.find(({ id }) => id === place)?.code ?? ''}-${String(registers[place].register.number)}`;
    const history = playHistory(new DemoRandom(note.seed), {
      customers: note.customers,
      now: note.now,
      programs: demoPrograms(enrolledOn(note.now)),
      receiptPrefix: { midtown: prefix('midtown'), harbor: prefix('harbor'), uptown: prefix('uptown') },
    });
    const loaded = await loadHistory(books, registers, history, {
      signal: this.#stop.signal,
      onProgress: (progress) => (this.#progress = Math.min(progress, 0.99)),
    });
    if (loaded.complete) await writeDemoNote(dataFolder, { ...note, complete: true });
    const tookMs = Math.round(performance.now() - begunAt);
    logger.info({ ...loaded, tookMs, perSecond: Math.round((loaded.entries / tookMs) * 1000) }, 'demo');
    return loaded;
  }
}

const BEING_MADE = { code: 'setup-done', message: 'The demo is being made already.' };

/** Every shop has taken part since before the first visit. */
function enrolledOn(now: Instant): string {
  return businessDateAt(now - (HISTORY_DAYS + 60) * DAY_MS, 'America/Chicago');
}

async function newUser({ pin, ...user }: (typeof demoUsers)[number]): Promise<NewUser> {
  const shown: User = { ...user, active: true, demoPin: pin };
  return { user: shown, verifier: await pinVerifier(pin) };
}
