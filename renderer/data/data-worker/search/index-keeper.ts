import type { SearchClient } from '../../search-worker/search-client';
import { releaseBuffer } from '../../search-worker/release-buffer';
import { rowDigest } from '../../search-worker/row-digest';
import type { Clock } from '../../../../core/kernel/ports';
import type { Engine } from '../register/engine';
import type { Timers } from '../register/ports';
import { stepAside } from '../register/waiting';
import type { SavedIndex } from './saved-index';

const PAGE = 1000;
/** The start comes first; a saved index is right but for the last minutes. */
const CHECK_AFTER_MS = 5000;
const LOOK_EVERY_MS = 20_000;
const SAVE_EVERY_MS = 5 * 60_000;

/**
 * Keeps the search index in step over restarts: put back from one blob at once, checked behind against what is stored,
 * and saved again now and then.
 */
export class IndexKeeper {
  /** What the index that was put back was made from; null when there was none. */
  private restored: string | null = null;
  private saved: string | null = null;
  private savedAt = 0;
  /** Who had gone when it was saved; see `Engine.departures`. */
  private savedDepartures = 0;
  private madeFor: string | null = null;
  private stopLooking: () => void = () => undefined;

  constructor(
    private readonly search: Pick<SearchClient, 'ask'>,
    private readonly blobs: Pick<SavedIndex, 'read' | 'write'>,
    private readonly timers: Timers,
    private readonly clock: Clock,
  ) {}

  /** Puts back the index that was made for this register here. Settles when the index is in place; never rejects. */
  async putBack(madeFor: string): Promise<void> {
    const buffer = await this.blobs.read(madeFor);
    if (buffer === null) return;
    const outcome = await this.search.ask('restore', buffer).catch(() => null);
    if (outcome?.ok !== true) return;
    this.madeFor = madeFor;
    this.restored = outcome.value.checkpoint;
  }

  /** Looks after the index of a register that has begun its work. */
  async keep(engine: Engine): Promise<void> {
    this.stopLooking();
    const isSameRegister = this.madeFor === null || this.madeFor === engine.place;
    const { restored } = this;
    this.restored = null;
    this.madeFor = engine.place;
    this.savedDepartures = 0;
    if (!isSameRegister || (restored !== null && engine.pulledIsNew)) await this.search.ask('clear', null);
    if (restored === null || !isSameRegister || engine.pulledIsNew) await this.fill(engine);
    else if (restored === engine.indexedPlace) this.saved = restored;
    else this.timers.after(CHECK_AFTER_MS, () => void this.check(engine).catch(() => undefined));
    await engine.board.recount();
    this.lookAgain(engine);
  }

  /** Saves the index as it is, if anything changed since it was last saved. */
  async save(engine: Engine): Promise<void> {
    const { departures, indexedPlace: place } = engine;
    if (place === this.saved && departures === this.savedDepartures) return;
    const buffer = await this.search.ask('save', { checkpoint: place });
    await this.blobs.write(engine.place, buffer);
    releaseBuffer(buffer);
    this.saved = place;
    this.savedDepartures = departures;
    this.savedAt = this.clock.now();
  }

  /** Without a saved index everything stored is put in. */
  private async fill(engine: Engine): Promise<void> {
    for (let place: string | null = ''; place !== null && !engine.signal.aborted;) {
      place = await engine.rows.stored(place);
    }
  }

  /** Rows that changed after the index was saved, or that it should not have any more. */
  private async check(engine: Engine): Promise<void> {
    const ids: string[] = [];
    const digests: number[] = [];
    for await (const { id, row } of engine.rows.all()) {
      if (engine.signal.aborted) return;
      if (row === null) continue;
      if (ids.length % PAGE === 0) await stepAside(engine.person, this.timers, engine.signal);
      ids.push(id);
      digests.push(rowDigest(row));
    }
    const { stale, extra } = await this.search.ask('compare', { ids, digests });
    const wrong = [...stale, ...extra];
    for (let from = 0; from < wrong.length; from += PAGE) await engine.rows.customers(wrong.slice(from, from + PAGE));
    await engine.board.recount();
  }

  private lookAgain(engine: Engine): void {
    this.stopLooking = this.timers.after(LOOK_EVERY_MS, () => {
      if (engine.signal.aborted) return;
      this.lookAgain(engine);
      void this.saveWhenDue(engine).catch(() => undefined);
    });
  }

  private async saveWhenDue(engine: Engine): Promise<void> {
    const isFilling = engine.board.status().filling !== null;
    if (isFilling || engine.signal.aborted) return;
    await stepAside(engine.person, this.timers, engine.signal);
    // Whoever went is not to stay in the blob by name (DE-7).
    const hasDeparted = engine.departures !== this.savedDepartures;
    if (this.saved === null || hasDeparted || this.clock.now() - this.savedAt >= SAVE_EVERY_MS) await this.save(engine);
  }
}
