import { DAY_MS } from '../../../core/kernel/amounts';
import { valueOf } from '../../../sync-server/plugins/refused';
import type { OpenBooks } from '../../../sync-server/open-books';
import { WrittenLog } from '../../contract/support/written-log';
import { handClock, type HandClock } from '../../support/seeded';

/** What happened before the test begins, as registers of those days wrote it. */
export interface Past {
  readonly midtown: WrittenLog;
  readonly harbor: WrittenLog;
  /** Goes on when told to; the past begins 60 days ago. */
  readonly clock: HandClock;
}

/** Lets `tell` write the past, and hands it to the books as registers would. */
export async function writePast({ books, clock }: OpenBooks, tell: (past: Past) => void): Promise<void> {
  const then = handClock(clock.now() - 60 * DAY_MS);
  const tills = [await oldTill(books, 'midtown', then), await oldTill(books, 'harbor', then)] as const;
  tell({ midtown: tills[0].log, harbor: tills[1].log, clock: then });
  const epoch = await books.epoch();
  for (const { register, log } of tills) {
    for (let from = 1; from <= log.entries.length; from += 200) {
      const batch = log.batch(epoch, from, Math.min(from + 199, log.entries.length));
      const { verdicts } = valueOf(await books.acceptBatch(register, batch));
      const odd = verdicts.find(({ kind, code }) => kind !== 'accepted' || code !== '');
      if (odd !== undefined) throw new Error(`the past was not accepted: ${odd.kind} ${odd.code}`);
    }
  }
}

async function oldTill(books: OpenBooks['books'], locationId: string, clock: HandClock) {
  const code = valueOf(await books.createJoinCode(locationId, 'location'));
  const { token } = valueOf(await books.redeemJoinCode({ code, registerName: 'Old till' }));
  const register = await books.registerOfToken(token);
  if (register === null) throw new Error('a register that just joined is not known');
  return { register, log: new WrittenLog(register.id, locationId, clock) };
}
