import type { CalendarDate } from '../../kernel/amounts';
import { addDays, addMonths } from '../../kernel/calendar';
import type { ProgramCard } from '../programs/program';

/** What dealing needs to know of a punch. */
export interface DealtPunch {
  readonly businessDate: CalendarDate;
  /** X of the program card as the register that punched it knew it. */
  readonly buyX: number;
}

/** Punches that lie on one card. */
export interface DealtCard<Punch extends DealtPunch> {
  readonly status: 'open' | 'completed' | 'expired';
  readonly punches: readonly Punch[];
  /** Those of `punches` that count (CA-9). */
  readonly counting: ReadonlySet<Punch>;
  /** Punches needed. */
  readonly needed: number;
}

/** The rules a hand is dealt by: the newest known version's (PR-9). */
export interface DealingRules {
  /** Undefined for a program card this register does not know. */
  readonly card: ProgramCard | undefined;
  readonly windowMonths: number | null;
  readonly today: CalendarDate;
}

/**
 * Deals punches into cards in their order: the one that makes X completes the card, the next opens another (CA-5, CA-6,
 * CA-7). Nothing is dealt away: every punch lies on exactly one card.
 *
 * The window is judged at each purchase and today (CA-9), so a card completed in time stays completed (CA-10). A card on
 * which nothing counts any more is expired, and the next punch opens a new one.
 */
export function deal<Punch extends DealtPunch>(
  punches: readonly Punch[],
  rules: DealingRules,
): readonly DealtCard<Punch>[] {
  const { windowMonths, today } = rules;
  const dealt: DealtCard<Punch>[] = [];
  const needed = neededByX(rules.card);
  let hand: Punch[] = [];
  const close = (status: 'open' | 'completed' | 'expired', counting: readonly Punch[], x: number) => {
    dealt.push({ status, punches: hand, counting: new Set(counting), needed: x });
    hand = [];
  };
  const countingOn = (day: CalendarDate): readonly Punch[] => {
    if (windowMonths === null) return hand;
    const from = addMonths(day, -windowMonths);
    return hand.filter(({ businessDate }) => businessDate >= from);
  };
  const xToday = (punch: Punch) => rules.card?.buyX ?? punch.buyX;

  for (const punch of punches) {
    if (hand.length > 0 && countingOn(punch.businessDate).length === 0) close('expired', [], xToday(punch));
    hand.push(punch);
    const counting = countingOn(punch.businessDate);
    const x = needed(punch.buyX);
    if (counting.length >= x) close('completed', counting, x);
  }
  const last = hand.at(-1);
  if (last !== undefined) {
    const counting = countingOn(today);
    close(counting.length === 0 ? 'expired' : 'open', counting, xToday(last));
  }
  return dealt;
}

/**
 * Punches a card needs whose last one was made under `knownX`: the smallest X of every version from then to the current
 * one, so that a card already completed stays completed if X rises (PR-9).
 */
export function neededPunches(card: ProgramCard | undefined, knownX: number): number {
  if (card === undefined) return knownX;
  const since = card.buyXHistory.findLastIndex(({ buyX }) => buyX === knownX);
  const versions = since === -1 ? [] : card.buyXHistory.slice(since);
  return Math.min(knownX, card.buyX, ...versions.map(({ buyX }) => buyX));
}

function neededByX(card: ProgramCard | undefined): (knownX: number) => number {
  const known = new Map<number, number>();
  return (knownX) => {
    const needed = known.get(knownX) ?? neededPunches(card, knownX);
    known.set(knownX, needed);
    return needed;
  };
}

/** First day on which a punch of `date` no longer counts in a window of `months` (CA-9, CA-11). */
export function expiresOn(date: CalendarDate, months: number): CalendarDate {
  let day = addDays(addMonths(date, months), 1);
  // Months end on different days: three days are the most by which going there and back differs.
  while (addMonths(day, -months) <= date) day = addDays(day, 1);
  return day;
}
