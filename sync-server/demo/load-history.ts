import { setImmediate as breath } from 'node:timers/promises';
import type { Books } from '../books/books';
import { valueOf } from '../plugins/refused';
import type { DemoHistory } from './demo-history';
import { writeLogs, type DemoLog, type DemoRegisters } from './demo-registers';

/** What came of loading. */
export interface LoadedHistory {
  readonly entries: number;
  /** Entries the books did not accept; none, unless something is wrong. */
  readonly odd: number;
  /** False when it was told to stop. */
  readonly complete: boolean;
}

export interface LoadOptions {
  /** Entries the books take at once. */
  readonly batchSize: number;
  readonly signal?: AbortSignal;
  /** 0 … 1. */
  readonly onProgress?: (progress: number) => void;
}

/**
 * Hands the demo's history to the books as registers would, so that everything in it is consistent. Loaded again from
 * the start it changes nothing (OX-2): so an interrupted one is simply begun again.
 */
export async function loadHistory(
  books: Books,
  registers: DemoRegisters,
  history: DemoHistory,
  { batchSize, signal, onProgress }: LoadOptions,
): Promise<LoadedHistory> {
  const done = { entries: 0, odd: 0 };
  let number = 0;
  for (const group of history.groups()) {
    number += 1;
    for (const log of writeLogs(registers, group, `demo-${String(number)}`)) {
      if (signal?.aborted === true) return { ...done, complete: false };
      done.odd += await deliver(books, log, batchSize);
      done.entries += log.entries.length;
      // Requests of registers that work already come first.
      await breath();
    }
    onProgress?.(history.done / Math.max(1, history.events));
  }
  return { ...done, complete: true };
}

/**
 * Delivers a log, and answers how many of its entries were not accepted. That a visit waits for its customer's own
 * entry is in order: a group is delivered shop by shop.
 */
async function deliver(books: Books, { register, entries }: DemoLog, batchSize: number): Promise<number> {
  let odd = 0;
  for (let from = 0; from < entries.length; from += batchSize) {
    const batch = { epoch: await books.epoch(), entries: entries.slice(from, from + batchSize) };
    const { verdicts } = valueOf(await books.acceptBatch(register, batch));
    odd += verdicts.filter(({ kind }) => kind !== 'accepted' && kind !== 'duplicate').length;
  }
  return odd;
}
