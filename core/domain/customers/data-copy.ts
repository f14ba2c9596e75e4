import type { Card } from '../cards/card';
import type { HistoryRow } from '../cards/recent-history';
import { addressLines } from './address';
import type { Customer } from './customer';
import type { FormerValueWords } from './former-value';

/** What else belongs into a copy, besides the customer. */
export interface CopyParts {
  readonly cards: readonly Card[];
  readonly visits: readonly HistoryRow[];
  /** What fields held before, in words, and the instant until which. */
  readonly former: readonly { readonly words: FormerValueWords; readonly until: number }[];
  readonly locationName: (locationId: string) => string;
  /** Instant in milliseconds as the location's date. */
  readonly dateOf: (instant: number) => string;
}

/** One line of the copy as a table: what it is about, what, and the value. */
export type CopyLine = readonly [about: string, what: string, value: string];

/** Everything kept of a customer, as lines a person can read: contact data, now and before, pets, consent, cards, visits. */
export function dataCopy(customer: Customer, parts: CopyParts): readonly CopyLine[] {
  const { locationName, dateOf } = parts;
  const pets = customer.pets.map(({ name, type, ageYears, birthMonth }): CopyLine => {
    return ['Pets', name === '' ? 'Pet' : name, petText(type, ageYears, birthMonth)];
  });
  const places = customer.locations.map(({ locationId, firstVisitAt, lastVisitAt }): CopyLine => {
    return ['Locations', locationName(locationId), `${dateOf(firstVisitAt)} to ${dateOf(lastVisitAt)}`];
  });
  const cards = parts.cards.map(({ programTitle, cardTitle, status, count, buyX }): CopyLine => {
    return ['Cards', `${programTitle}, ${cardTitle}`, `${status}, ${String(count)} of ${String(buyX)}`];
  });
  const visits = parts.visits.flatMap((visit) => visitLines(visit, locationName));
  const former = parts.former.map(({ words, until }): CopyLine => {
    return ['Former', `${words.what} until ${dateOf(until)}`, words.value];
  });
  return [...contactLines(customer, dateOf), ...pets, ...places, ...former, ...cards, ...visits];
}

function contactLines(customer: Customer, dateOf: (instant: number) => string): readonly CopyLine[] {
  const lines: readonly (readonly [string, string])[] = [
    ['First name', customer.firstName],
    ['Last name', customer.lastName],
    ['Email', customer.email],
    ['Mobile phone', customer.phone],
    ['Internal Customer ID', customer.internalId],
    ['Address', addressLines(customer.address).join(', ')],
    ['Account type', customer.type],
    ['Employee ID', customer.employeeId],
    ...customer.breederIds.map(({ manufacturerId, number }) => [`Breeder ID, ${manufacturerId}`, number] as const),
    ...customer.formerIdentifiers.map(({ kind, value }) => [`Former ${kind}`, value] as const),
    ['Added', dateOf(customer.createdAt)],
    ['Email consent', customer.emailState],
    ['Text consent', customer.smsState],
  ];
  return lines.filter(([, value]) => value !== '').map(([what, value]): CopyLine => ['Contact', what, value]);
}

function petText(type: string, ageYears: number | null, birthMonth: number | null): string {
  const age = ageYears === null ? '' : `${String(ageYears)} years when entered`;
  const month = birthMonth === null ? '' : `born in month ${String(birthMonth)}`;
  return [type, age, month].filter((part) => part !== '').join(', ');
}

function visitLines(visit: HistoryRow, locationName: (id: string) => string): readonly CopyLine[] {
  const what = `${visit.businessDate}, ${locationName(visit.locationId)}, receipt ${visit.receiptNumber}`;
  return visit.items.map(({ units, description, upc, kind }): CopyLine => {
    const item = `${String(units)} × ${description === '' ? upc : description}`;
    return ['Visits', what, kind === 'free-good' ? `${item} (free)` : item];
  });
}
