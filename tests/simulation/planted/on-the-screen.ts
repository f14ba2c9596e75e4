import { Batch } from '../../../electron/main/journal/commit-queue';
import { PlainFinder, type RowChange } from '../../../renderer/data/data-worker/register/finder';
import { Register } from '../../../renderer/data/data-worker/register/register';
import type { CustomerView } from '../../../renderer/data/register-data';
import { replaced, type PlantedBug } from './planted-bug';

/** Mistakes in what a register shows of what it keeps. */
export const screenBugs: readonly PlantedBug[] = [
  {
    name: 'settings-never-read',
    what: 'a register keeps its settings, and opens without them',
    foundBy: 1,
    breaks: 'a register opens',
    plant: () => replaced(Register.prototype, 'context', () => () => null as never),
  },
  {
    name: 'merged-away-unknown',
    what: 'whoever asks for an account that was rolled up finds nobody',
    foundBy: 1,
    breaks: 'a merged-away account shows its primary (RU-15)',
    plant: () => viewsAs((view, id) => (view.customer.id === id ? view : null)),
  },
  {
    name: 'phone-not-shown',
    what: 'a customer is shown without the phone',
    foundBy: 1,
    breaks: 'registers that received the same show the same (OX-4)',
    plant: () => viewsAs((view) => ({ ...view, customer: { ...view.customer, phone: '' } })),
  },
  {
    name: 'list-keeps-who-left',
    what: 'who leaves the location stays in the list',
    foundBy: 1,
    breaks: 'lists show what is kept',
    plant: () =>
      replaced(
        PlainFinder.prototype,
        'change',
        (original) =>
          function (this: PlainFinder, changes: readonly RowChange[]) {
            return original.call(this as never, changes.filter(({ row }) => row !== null) as never);
          } as never,
      ),
  },
  {
    name: 'unconfirmed-for-ever',
    what: 'a visit is marked as waiting for the server, whatever the feed has brought',
    foundBy: 1,
    breaks: 'what the books hold is confirmed',
    plant: () =>
      viewsAs((view) => ({
        ...view,
        unconfirmedTransactions: view.cards.flatMap(({ redemption }) => redemption?.transactionId ?? []),
      })),
  },
  {
    name: 'receipt-number-again',
    what: 'every fifth sale gets the receipt number of the one before it',
    foundBy: 5,
    breaks: 'a receipt number is given once (SA-9)',
    plant: () =>
      replaced(
        Batch.prototype,
        'receipts',
        (original) =>
          function (this: Batch, logId: string) {
            const given = Number(original.call(this as never, logId as never));
            return given > 0 && given % 5 === 0 ? given - 1 : given;
          } as never,
      ),
  },
];

function viewsAs(change: (view: CustomerView, id: string) => CustomerView | null): () => void {
  return replaced(
    Register.prototype,
    'view',
    (original) =>
      async function (this: Register, id: string) {
        const view = (await original.call(this as never, id as never)) as CustomerView | null;
        return view === null ? null : change(view, id);
      } as never,
  );
}
