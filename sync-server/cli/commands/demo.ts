import { bulkLoad } from '../../demo/bulk-load';
import { historyOf, makeDemoAccount } from '../../demo/demo-account';
import { findDemoRegisters } from '../../demo/demo-registers';
import { loadHistory, type LoadedHistory } from '../../demo/load-history';
import type { OpenBooks } from '../../open-books';
import type { Say } from '../say';
import { CommandRefusal } from '../usage-error';

/** More customers than this are made to be measured: the way registers deliver would take too long. */
const BULK_CUSTOMERS = 10_000;

/** `demo`: fills an empty server with made-up customers, to try things or to measure them. */
export async function demoCommand(
  opened: OpenBooks,
  { customers, seed }: { readonly customers: number; readonly seed: number },
  say: Say,
): Promise<void> {
  const { books, clock } = opened;
  if (!(await books.isEmpty())) {
    throw new CommandRefusal('There is a business here already. Name an empty folder with --data.');
  }
  const begunAt = performance.now();
  let toldAt = begunAt;
  const tell = (progress: number) => {
    if (performance.now() - toldAt < 2_000) return;
    toldAt = performance.now();
    say.note(`${String(Math.round(progress * 100))} % of ${customers.toLocaleString('en-US')} customers`);
  };
  const { entries, odd } = await fill(opened, customers, seed, tell);
  if (odd > 0) throw new CommandRefusal(`${String(odd)} entries were not accepted; the log above says why.`);
  const seconds = ((performance.now() - begunAt) / 1000).toFixed(1);
  const counted = `${customers.toLocaleString('en-US')} customers, ${entries.toLocaleString('en-US')} entries`;
  say.out(`${counted} in ${seconds} s, as of ${new Date(clock.now()).toISOString()}.`);
}

async function fill(
  { books, store, clock, ids }: OpenBooks,
  customers: number,
  seed: number,
  onProgress: (progress: number) => void,
): Promise<LoadedHistory> {
  const now = clock.now();
  const registers = await findDemoRegisters(books, await makeDemoAccount(books, now));
  const isBulk = customers > BULK_CUSTOMERS;
  const history = historyOf({ seed, customers, groupSize: isBulk ? 1_000 : 250, now }, registers);
  if (isBulk) return bulkLoad({ store, clock, ids }, registers, history, onProgress);
  return loadHistory(books, registers, history, { batchSize: 500, onProgress });
}
