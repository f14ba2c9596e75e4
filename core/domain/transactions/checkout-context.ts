import type { CalendarDate } from '../../kernel/amounts';
import type { Standing } from '../cards/standing';
import type { ProgramBook } from '../programs/program-book';

/** What a checkout is judged against: this register's knowledge at the moment. */
export interface CheckoutContext {
  readonly book: ProgramBook;
  readonly locationId: string;
  /** Business date of the location. */
  readonly today: CalendarDate;
  /** The customer's standing with own unsent transactions laid over; null without a customer (LK-12). */
  readonly standing: Standing | null;
  /** Whether the customer has what a program may ask for (RD-2); null without a customer. */
  readonly contact: { readonly hasEmail: boolean; readonly hasAddress: boolean } | null;
  /** Own transactions the master list has not confirmed. */
  readonly unconfirmedTransactions: ReadonlySet<string>;
  /** Custom fields that must be filled in (PU-10, PU-21). */
  readonly requiredFields: readonly string[];
}
