import type { Logger } from 'pino';
import { Demo } from '../../demo/demo-maker';
import type { OpenBooks } from '../../open-books';
import type { Say } from '../say';
import type { Settings } from '../settings';
import { CommandRefusal } from '../usage-error';

/** `demo`: fills an empty server with made-up customers, to try things or to measure them. */
export async function demoCommand(
  { books, clock, ids }: OpenBooks,
  { customers, seed }: { readonly customers: number; readonly seed: number },
  settings: Settings,
  logger: Logger,
  say: Say,
): Promise<void> {
  if (!(await books.isEmpty()))
    throw new CommandRefusal('There is a business here already. Name an empty folder with --data.');
  const demo = new Demo({ books, clock, ids, dataFolder: settings.data, logger, customers, seed });
  const begunAt = performance.now();
  await demo.begin();
  const telling = setInterval(() => {
    say.note(`${String(Math.round((demo.progress ?? 1) * 100))} % of ${customers.toLocaleString('en-US')} customers`);
  }, 2_000);
  const loaded = await demo.settled().finally(() => clearInterval(telling));
  if (loaded?.complete !== true) throw new CommandRefusal('The demo could not be finished. The cause is in the log.');
  const seconds = ((performance.now() - begunAt) / 1000).toFixed(1);
  say.out(
    `${customers.toLocaleString('en-US')} customers, ${loaded.entries.toLocaleString('en-US')} entries in ${seconds} s.`,
  );
}
