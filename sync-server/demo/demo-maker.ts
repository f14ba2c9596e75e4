import type { Logger } from 'pino';
import type { Location } from '../../core/domain/organisation/organisation';
import type { Clock } from '../../core/kernel/ports';
import type { Books } from '../books/books';
import { safeError } from '../logging/safe-error';
import { Refused } from '../plugins/refused';
import type { DemoMaker } from '../setup/setup-desk';
import { readDemoNote, writeDemoNote, type DemoNote } from './demo-note';
import { findDemoRegisters } from './demo-registers';
import { loadHistory, type LoadedHistory } from './load-history';
import { demoLocations } from './shop/organisation';

export interface DemoParts {
  readonly books: Books;
  readonly clock: Clock;
  /** Where the note of a demo in the making is kept. */
  readonly dataFolder: string;
  readonly logger: Logger;
  readonly customers?: number;
  readonly seed?: number;
}

const CUSTOMERS = 5_000;
const GROUP_SIZE = 100;
/** Entries handed over at once: few enough that a register that works already waits for a moment only. */
const BATCH_SIZE = 500;

/** Names in six languages are loaded when somebody wants them, not at every start. */
const loadAccount = () => import('./demo-account');

const BEING_MADE = { code: 'setup-done', message: 'The demo is being made already.' };

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

  /** The account, then its history behind. Answers the master location. */
  async begin(): Promise<Location> {
    const { books, clock, dataFolder, customers = CUSTOMERS, seed = 1 } = this.#parts;
    const [master] = demoLocations;
    if (master === undefined || this.#loading) throw new Refused(409, BEING_MADE);
    const now = clock.now();
    const { makeDemoAccount } = await loadAccount();
    const registers = await makeDemoAccount(books, now);
    const note: DemoNote = { seed, customers, groupSize: GROUP_SIZE, now, registers, complete: false };
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
    const { historyOf } = await loadAccount();
    const registers = await findDemoRegisters(books, note.registers);
    const loaded = await loadHistory(books, registers, historyOf(note, registers), {
      batchSize: BATCH_SIZE,
      signal: this.#stop.signal,
      onProgress: (progress) => (this.#progress = Math.min(progress, 0.99)),
    });
    if (loaded.complete) await writeDemoNote(dataFolder, { ...note, complete: true });
    const tookMs = Math.round(performance.now() - begunAt);
    logger.info({ ...loaded, tookMs, perSecond: Math.round((loaded.entries / tookMs) * 1000) }, 'demo');
    return loaded;
  }
}
