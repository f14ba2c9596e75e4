import type { CalendarDate, Instant } from '../../kernel/amounts';
import type { RedemptionState } from './redemption-states';
import type { Standing } from './standing';

/** One visit as history shows it. */
export interface HistoryRow {
  readonly transactionId: string;
  readonly businessDate: CalendarDate;
  readonly finishedAt: Instant;
  readonly locationId: string;
  readonly userId: string | null;
  readonly receiptNumber: string;
  readonly items: readonly {
    readonly upc: string;
    readonly description: string;
    readonly entry: string;
    readonly kind: string;
    readonly units: number;
  }[];
  readonly redemptions: readonly { readonly redemptionId: string; readonly state: RedemptionState }[];
}

/** The newest visits a standing keeps, newest first; at most 50. */
export declare function recentHistoryOf(standing: Standing): readonly HistoryRow[];
