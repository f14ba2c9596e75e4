import type { CalendarDate, Cents } from '../../kernel/amounts';
import type { PunchRef } from '../transactions/transaction';
import type { CardPunch } from './card';
import type { DealtPunch } from './deal';
import { punchKey } from './punch-key';
import type { Standing, StandingTransaction } from './standing';

/** A punch with the visit it was made in. */
export interface PunchAtHand extends DealtPunch {
  readonly key: string;
  readonly ref: PunchRef;
  readonly programId: string;
  readonly programCardId: string;
  readonly transaction: StandingTransaction;
  readonly punch: StandingTransaction['punches'][number];
}

/** Every punch a standing keeps, by key, in order: of visits, then as entered. */
export function punchesAtHand({ transactions }: Standing): ReadonlyMap<string, PunchAtHand> {
  const all = new Map<string, PunchAtHand>();
  for (const transaction of transactions) {
    for (const punch of transaction.punches) {
      const { line, unit, programId, programCardId, buyX } = punch;
      const ref = { transactionId: transaction.id, line, unit };
      const key = punchKey(ref);
      const { businessDate } = transaction;
      all.set(key, { key, ref, programId, programCardId, buyX, businessDate, transaction, punch });
    }
  }
  return all;
}

/** Punches by program card, each list in order. */
export function byProgramCard(punches: Iterable<PunchAtHand>): ReadonlyMap<string, readonly PunchAtHand[]> {
  const groups = new Map<string, PunchAtHand[]>();
  for (const punch of punches) {
    const group = groups.get(punch.programCardId);
    if (group === undefined) groups.set(punch.programCardId, [punch]);
    else group.push(punch);
  }
  return groups;
}

/** How a punch shows on its card. */
export function shownPunch(
  { ref, transaction, punch }: PunchAtHand,
  shown: { readonly expired: boolean; readonly expiresOn: CalendarDate | null; readonly today: boolean },
): CardPunch {
  const { businessDate, locationId, userId, receiptNumber } = transaction;
  const line = transaction.lines.find((one) => one.line === punch.line);
  const valueCents: Cents | null = punch.valueCents;
  return {
    ref,
    ...{ businessDate, locationId, userId, receiptNumber },
    ...{ upc: line?.upc ?? '', description: line?.description ?? '', entry: line?.entry ?? '' },
    ...{ valueCents, reason: punch.reason, reasonText: punch.reasonText },
    ...shown,
  };
}
