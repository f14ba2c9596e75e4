import type { CalendarDate, Instant } from '../../kernel/amounts';
import { RECENT_TRANSACTIONS } from './condense';
import { redemptionStates, type RedemptionState } from './redemption-states';
import type { Standing, StandingTransaction } from './standing';

/** An item of a visit, with the number of its units that punched or were free. */
export interface HistoryItem {
  readonly upc: string;
  readonly description: string;
  readonly entry: string;
  readonly kind: string;
  readonly units: number;
}

/** One visit as history shows it. */
export interface HistoryRow {
  readonly transactionId: string;
  readonly businessDate: CalendarDate;
  readonly finishedAt: Instant;
  readonly locationId: string;
  readonly userId: string | null;
  readonly receiptNumber: string;
  readonly items: readonly HistoryItem[];
  readonly redemptions: readonly { readonly redemptionId: string; readonly state: RedemptionState }[];
}

/** The newest visits a standing keeps, newest first; at most 50. What lies further back is asked of the server. */
export function recentHistoryOf(standing: Standing, most = RECENT_TRANSACTIONS): readonly HistoryRow[] {
  const states = redemptionStates(standing);
  const recent = standing.transactions.slice(-most).reverse();
  return recent.map((transaction) => {
    const { id, businessDate, finishedAt, locationId, userId, receiptNumber, redemptions } = transaction;
    return {
      transactionId: id,
      ...{ businessDate, finishedAt, locationId, userId, receiptNumber },
      items: itemsOf(transaction),
      redemptions: redemptions.map(({ redemptionId }) => ({
        redemptionId,
        state: states.get(redemptionId) ?? 'confirmed',
      })),
    };
  });
}

function itemsOf({ lines, punches, redemptions }: StandingTransaction): readonly HistoryItem[] {
  const units = new Map<number, number>();
  for (const { line } of [...punches, ...redemptions]) units.set(line, (units.get(line) ?? 0) + 1);
  return lines.map(({ line, upc, description, entry, kind }) => ({
    ...{ upc, description, entry, kind },
    units: units.get(line) ?? 0,
  }));
}
