import type { ReactNode } from 'react';
import type { Card, CardPunch } from '../../../core/domain/cards/card';
import { PunchCard, type Stamp } from './punch-card';

// Made once: making one costs more than drawing a whole card.
const dateFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const moneyFormat = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD' });

/** A calendar date as people say it: `14 Mar 2026`. */
export function dateWords(date: string): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return dateFormat.format(new Date(year, month - 1, day));
}

/** Cents as money of the location: `$60.00`. */
export function moneyWords(cents: number): string {
  return moneyFormat.format(cents / 100);
}

function stampOf(punch: CardPunch, expiringOn: string | undefined): Stamp {
  const label = `${punch.description}, ${dateWords(punch.businessDate)}`;
  if (punch.today) return { state: 'new', label: `${label} (today)` };
  if (expiringOn !== undefined && punch.expiresOn !== null && punch.expiresOn <= expiringOn) {
    return { state: 'expiring', label: `${label}, expires ${dateWords(punch.expiresOn)}` };
  }
  return { state: 'filled', label };
}

/** The stamps of a card: counting punches in order, then the empty places up to X. A reward without a card has none. */
export function stampsOf(card: Card): readonly Stamp[] {
  if (card.redemption?.state === 'conflict') return [];
  const counting = card.punches.filter((punch) => !punch.expired);
  const filled = counting.map((punch) => stampOf(punch, card.expiring?.on));
  const empty = Math.max(0, card.buyX - filled.length);
  return [...filled, ...Array.from({ length: empty }, (): Stamp => ({ state: 'empty', label: '' }))];
}

/** What an Administrator decided of a reward that was taken twice (OX-6). */
export interface DecidedReward {
  readonly words: string;
  /** It does not count: it is shown struck through (HI-7). */
  readonly isVoided: boolean;
}

/** What is said below a card, if anything. */
function noteOf(card: Card, locationName: (id: string) => string): string | undefined {
  if (card.redemption?.state === 'conflict')
    return `${freeItemOf(card)} – two registers redeemed the same card; an Administrator settles it.`;
  if (card.redemption?.state === 'today') return `Free item: ${card.redemption.description}`;
  if (card.status === 'redeemed' && card.redemption !== null) {
    const when = `${card.redemption.description}, ${dateWords(card.redemption.businessDate)}`;
    return card.redemption.state === 'unconfirmed' ? `Redeemed: ${when} – not yet confirmed` : `Redeemed: ${when}`;
  }
  if (card.here === 'not-enrolled') {
    const elsewhere = card.redeemableAt.map(locationName).join(', ');
    return card.status === 'completed' && elsewhere !== ''
      ? `Not enrolled at this location. The reward can be taken at ${elsewhere}.`
      : 'Not enrolled at this location';
  }
  if (card.status === 'completed') return 'Eligible for a reward';
  if (card.expiring !== null) {
    const { count, on } = card.expiring;
    return `${count} ${count === 1 ? 'punch expires' : 'punches expire'} on ${dateWords(on)}`;
  }
  return undefined;
}

function freeItemOf({ redemption }: Card): string {
  return redemption === null ? '' : `Free item: ${redemption.description}, ${dateWords(redemption.businessDate)}`;
}

/** How the card is drawn: greyed where it cannot be used (LO-10), a reward taken in this visit as a reward. */
function shownStatus(card: Card): Card['status'] {
  if (card.redemption?.state === 'today') return 'completed';
  return card.here === 'not-enrolled' && card.status !== 'redeemed' ? 'frozen' : card.status;
}

export interface CustomerCardProps {
  readonly card: Card;
  readonly locationName: (locationId: string) => string;
  readonly justPunched?: boolean;
  readonly decided?: DecidedReward | null;
  readonly action?: ReactNode;
  readonly onClick?: (() => void) | undefined;
}

/** What was given, struck through when it was voided, and what was decided of it (HI-7). */
function DecidedNote({ card, decided }: { readonly card: Card; readonly decided: DecidedReward }) {
  const item = freeItemOf(card);
  return (
    <>
      {decided.isVoided ? <s>{item}</s> : item} – {decided.words}
    </>
  );
}

/** A customer's card, drawn as a punch card. */
export function CustomerCard(props: CustomerCardProps) {
  const { card, locationName, justPunched = false, decided = null, action, onClick } = props;
  const note = decided === null ? noteOf(card, locationName) : <DecidedNote card={card} decided={decided} />;
  return (
    <PunchCard
      brand={card.manufacturer}
      title={card.cardTitle === '' ? 'A program this register does not know yet' : card.cardTitle}
      rule={card.ruleText}
      stamps={stampsOf(card)}
      status={shownStatus(card)}
      note={note}
      isStruck={decided?.isVoided === true}
      justPunched={justPunched}
      action={action}
      {...(onClick === undefined ? {} : { onClick })}
    />
  );
}
