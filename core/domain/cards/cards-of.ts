import type { CalendarDate } from '../../kernel/amounts';
import { addDays } from '../../kernel/calendar';
import { enrollmentAt, redeemableAt, unfrozenSince, type EnrollmentAnswer } from '../programs/enrollment';
import type { BookCard, ProgramBook } from '../programs/program-book';
import type { Card, CardPunch, CardStatus } from './card';
import { deal, expiresOn, type DealtCard } from './deal';
import { byProgramCard, punchesAtHand, shownPunch, type PunchAtHand } from './free-punches';
import { redeemedCard, type CardFrame } from './redeemed-cards';
import { settleRedemptions, type SettledRedemption } from './redemption-states';
import type { Standing } from './standing';

/** Punches that stop counting this soon are pointed out (CA-11). */
export const EXPIRY_NOTICE_DAYS = 30;

export interface CardsQuestion {
  /** Business date of the location; windows and enrollment are judged by it (CA-9). */
  readonly today: CalendarDate;
  readonly locationId: string;
  /** Own transactions the master list has not confirmed. */
  readonly unconfirmedTransactions: ReadonlySet<string>;
  /** The checkout that is open, when its units were laid over the standing. */
  readonly openTransactionId?: string;
}

/**
 * Deals a customer's punches into cards: those not used by a confirmed redemption, in order, into cards of X (CA-5 …
 * CA-9, OX-6). Unredeemed cards first, oldest first; then redeemed ones, newest first.
 */
export function cardsOf(standing: Standing, book: ProgramBook, question: CardsQuestion): readonly Card[] {
  const { redemptions, used } = settleRedemptions(standing);
  const punches = punchesAtHand(standing);
  const free = [...punches.values()].filter(({ key }) => !used.has(key));
  const answers = new Map<string, EnrollmentAnswer>();
  const answerFor = (known: BookCard | undefined): EnrollmentAnswer => {
    if (known === undefined) return { here: 'not-enrolled', leftOn: null, mayRedeem: false };
    const answer = answers.get(known.program.id) ?? enrollmentAt(known.program, question.locationId, question.today);
    answers.set(known.program.id, answer);
    return answer;
  };

  const dealt: { readonly place: number; readonly card: Card }[] = [];
  const places = new Map([...punches.keys()].map((key, place) => [key, place]));
  for (const [programCardId, group] of byProgramCard(free)) {
    const known = book.byCardId.get(programCardId);
    const frame = frameOf(programCardId, group[0]?.programId ?? '', known, answerFor(known));
    for (const card of cardsOfOneKind(group, known, frame, answerFor(known), question)) {
      dealt.push({ place: places.get(card.id) ?? 0, card });
    }
  }
  dealt.sort((a, b) => a.place - b.place);

  const orderOf = ({ transaction }: SettledRedemption) => transaction.order;
  const redeemed = [...redemptions]
    .sort((a, b) => (orderOf(a) === orderOf(b) ? 0 : orderOf(a) < orderOf(b) ? 1 : -1))
    .map((settled) => {
      const { programCardId, programId } = settled.redemption;
      const known = book.byCardId.get(programCardId);
      const isUnconfirmed = question.unconfirmedTransactions.has(settled.transaction.id);
      return redeemedCard(settled, frameOf(programCardId, programId, known, answerFor(known)), punches, isUnconfirmed);
    });
  return [...dealt.map(({ card }) => card), ...redeemed];
}

/** Names a customer's `slot`-th unredeemed card of a program card, oldest first. */
export function rewardKey(programCardId: string, slot: number): string {
  return `${programCardId}#${String(slot)}`;
}

function frameOf(
  programCardId: string,
  programId: string,
  known: BookCard | undefined,
  { here }: EnrollmentAnswer,
): CardFrame {
  const { manufacturer = '', title: programTitle = '', ruleText = '' } = known?.program ?? {};
  return { programId, programCardId, manufacturer, programTitle, cardTitle: known?.card.title ?? '', ruleText, here };
}

/** The unredeemed cards of one program card. */
function cardsOfOneKind(
  punches: readonly PunchAtHand[],
  known: BookCard | undefined,
  frame: CardFrame,
  enrollment: EnrollmentAnswer,
  question: CardsQuestion,
): readonly Card[] {
  const { today } = question;
  const windowMonths = known?.program.windowMonths ?? null;
  const rules = { card: known?.card, windowMonths, today };
  // Punches from before the account had been out of the program for a year stay apart, and frozen (PR-12).
  const since = known === undefined ? null : unfrozenSince(known.program, today);
  const isFrozen = ({ businessDate }: PunchAtHand) => since !== null && businessDate < since;
  const old = since === null ? [] : deal(punches.filter(isFrozen), rules);
  const live = deal(since === null ? punches : punches.filter((punch) => !isFrozen(punch)), rules);

  const elsewhere = known === undefined || enrollment.mayRedeem ? [] : redeemableAt(known.program, today);
  return [...old, ...live].map((dealt, slot): Card => {
    const frozen = slot < old.length;
    const status = frozen && dealt.status !== 'expired' ? 'frozen' : statusOf(dealt, enrollment);
    const shown = dealt.punches.map((punch) => show(punch, dealt, windowMonths, question));
    return {
      id: dealt.punches[0]?.key ?? '',
      ...frame,
      ...{ status, slot, count: dealt.counting.size, buyX: dealt.needed, punches: shown },
      redemption: null,
      expiring: status === 'open' ? expiringSoon(shown, today) : null,
      mayPunch: status === 'open' && enrollment.here === 'enrolled',
      mayRedeem: status === 'completed' && enrollment.mayRedeem,
      redeemableAt: status === 'completed' ? elsewhere : [],
    };
  });
}

function statusOf(dealt: DealtCard<PunchAtHand>, enrollment: EnrollmentAnswer): CardStatus {
  return dealt.status === 'open' && enrollment.here === 'left' ? 'frozen' : dealt.status; // PR-11
}

function show(
  punch: PunchAtHand,
  { status, counting }: DealtCard<PunchAtHand>,
  windowMonths: number | null,
  { openTransactionId }: CardsQuestion,
): CardPunch {
  const runsOut = windowMonths !== null && status !== 'completed'; // CA-10
  return shownPunch(punch, {
    expired: !counting.has(punch),
    expiresOn: runsOut ? expiresOn(punch.businessDate, windowMonths) : null,
    today: punch.transaction.id === openTransactionId,
  });
}

function expiringSoon(punches: readonly CardPunch[], today: CalendarDate): Card['expiring'] {
  const limit = addDays(today, EXPIRY_NOTICE_DAYS);
  const days = punches.flatMap((one) => (one.expired || one.expiresOn === null ? [] : [one.expiresOn])).sort();
  const on = days[0];
  if (on === undefined || on > limit) return null;
  return { count: days.filter((day) => day === on).length, on };
}
