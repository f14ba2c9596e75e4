import { setImmediate as breath } from 'node:timers/promises';
import type { LogEntry } from '../../core/log/entry';
import { MAX_BATCH } from '../../core/sync/log';
import type { Books } from '../books/books';
import { valueOf } from '../plugins/refused';
import type { DemoHistory } from './demo-history';
import { append, type DemoRegister, type DemoRegisters } from './demo-registers';
import type { DemoPlace } from './shop/organisation';

/** What came of loading. */
export interface LoadedHistory {
  readonly entries: number;
  /** Entries the books did not simply accept; none, unless something is wrong. */
  readonly odd: number;
  /** False when it was told to stop. */
  readonly complete: boolean;
}

export interface LoadOptions {
  readonly signal?: AbortSignal;
  /** 0 … 1. */
  readonly onProgress?: (progress: number) => void;
}

/**
 * Hands the demo's history to the books, batch by batch as registers would, so that everything in it is consistent.
 * Loaded again from the start it changes nothing (OX-2): so an interrupted one is simply begun again.
 */
export async function loadHistory(
  books: Books,
  registers: DemoRegisters,
  history: DemoHistory,
  { signal, onProgress }: LoadOptions = {},
): Promise<LoadedHistory> {
  const waiting = new Map<DemoPlace, LogEntry[]>();
  const done = { entries: 0, odd: 0 };
  const sendAll = async () => {
    const batches = [...waiting].filter(([, entries]) => entries.length > 0);
    waiting.clear();
    const sent = await Promise.all(batches.map(([place, entries]) => send(books, registers[place], entries)));
    for (const { entries, odd } of sent) {
      done.entries += entries;
      done.odd += odd;
    }
    onProgress?.(history.done / Math.max(1, history.events));
    // Requests of registers that work already come first.
    await breath();
  };

  for (const { place, content } of history.entries()) {
    const batch = waiting.get(place) ?? [];
    waiting.set(place, batch);
    batch.push(append(registers[place], content));
    if (batch.length < MAX_BATCH) continue;
    if (signal?.aborted === true) return { ...done, complete: false };
    await sendAll();
  }
  await sendAll();
  return { ...done, complete: true };
}

async function send(
  books: Books,
  { register }: DemoRegister,
  entries: readonly LogEntry[],
): Promise<{ readonly entries: number; readonly odd: number }> {
  const epoch = await books.epoch();
  const { verdicts } = valueOf(await books.acceptBatch(register, { epoch, entries: [...entries] }));
  const odd = verdicts.filter(({ kind, code }) => (kind !== 'accepted' && kind !== 'duplicate') || code !== '').length;
  return { entries: entries.length, odd };
}
