import { isAddressEmpty } from './address';
import { withConsentStates } from './consent';
import type { Consent, Customer, FormerIdentifier } from './customer';
import { isPetField } from './customer-edit';
import { identifierKey } from './duplicates';
import { placeholderCustomer } from './new-customer';
import { sortPets } from './pets';
import { joinLocations } from './visits';

/** Two pets that are one: the second is left out of the result (RU-13). */
export interface JoinedPets {
  readonly keepId: string;
  readonly dropId: string;
}

/** Fields of which a blank one is filled from the other accounts (RU-8, RU-14). */
const FILLED = ['email', 'phone', 'internalId', 'address', 'employeeId'] as const;

/**
 * The contact data of a roll-up (RU-8, RU-9, RU-13, RU-14): the primary's values win, blank fields are filled from the
 * others in queue order, left-over identifiers stay as former ones, all pets and locations come along.
 *
 * A value that moves keeps the stamp it was written with, so that late edits still cross as they would have (CP-9).
 */
export function rollUpContacts(
  primary: Customer,
  others: readonly Customer[],
  joinedPets: readonly JoinedPets[],
): Customer {
  const dropped = new Set(joinedPets.map(({ dropId }) => dropId));
  const members = [primary.id, ...others.map(({ id }) => id)];
  let result = primary;
  for (const other of others) result = withOther(result, other);
  const pets = result.pets.filter(({ id }) => !dropped.has(id));
  return withConsentStates({
    ...result,
    pets: sortPets(pets),
    // With whom the others were to be compared is asked anew (IC-10).
    possibleDuplicateOf: primary.possibleDuplicateOf.filter((id) => !members.includes(id)),
    formerIdentifiers: formerOf(result, [primary, ...others]),
  });
}

function withOther(held: Customer, other: Customer): Customer {
  let result: Customer = { ...held, locations: joinLocations(held.locations, other.locations) };
  for (const field of FILLED)
    if (isBlank(held, field) && !isBlank(other, field)) result = withField(result, other, field);
  if (held.email === '' && other.email !== '') result = { ...result, appUserSince: other.appUserSince };
  const known = new Set(held.breederIds.map(({ manufacturerId }) => manufacturerId));
  const breederIds = [
    ...held.breederIds,
    ...other.breederIds.filter(({ manufacturerId }) => !known.has(manufacturerId)),
  ];
  const stamps = { ...result.stamps };
  for (const [field, stamp] of Object.entries(other.stamps)) if (isPetField(field)) stamps[field] = stamp;
  return {
    ...result,
    breederIds,
    pets: [...held.pets, ...other.pets.filter(({ id }) => !held.pets.some((pet) => pet.id === id))],
    consents: joinConsents(held.consents, other.consents),
    stamps,
  };
}

function isBlank(customer: Customer, field: (typeof FILLED)[number]): boolean {
  return field === 'address' ? isAddressEmpty(customer.address) : customer[field] === '';
}

function withField(held: Customer, from: Customer, field: (typeof FILLED)[number]): Customer {
  const { [field]: stamp } = from.stamps;
  const { [field]: _, ...rest } = held.stamps;
  const stamps = stamp === undefined ? rest : { ...rest, [field]: stamp };
  return { ...held, [field]: from[field], stamps };
}

/** Consent belongs to the address or number; an opt-out on any account wins (RU-9). */
function joinConsents(a: readonly Consent[], b: readonly Consent[]): Consent[] {
  const joined = new Map<string, Consent>();
  for (const consent of [...a, ...b]) {
    const key = `${consent.channel} ${consent.value}`;
    const known = joined.get(key);
    joined.set(key, known === undefined ? consent : strongerConsent(known, consent));
  }
  return [...joined].sort(([x], [y]) => (x < y ? -1 : 1)).map(([, consent]) => consent);
}

function strongerConsent(a: Consent, b: Consent): Consent {
  const [isOutA, isOutB] = [isOptOut(a), isOptOut(b)];
  if (isOutA !== isOutB) return isOutA ? a : b;
  return a.stamp >= b.stamp ? a : b;
}

function isOptOut({ state }: Consent): boolean {
  return state === 'opted-out' || state === 'unsubscribed' || state === 'bounced';
}

/** Emails, phones and internal IDs of any of them that the result does not carry (RU-8). */
function formerOf(result: Customer, accounts: readonly Customer[]): FormerIdentifier[] {
  const all = accounts.flatMap((one): FormerIdentifier[] => [
    { kind: 'email', value: one.email },
    { kind: 'phone', value: one.phone },
    { kind: 'internal-id', value: one.internalId },
    ...one.formerIdentifiers,
  ]);
  const keyOf = ({ kind, value }: FormerIdentifier) => `${kind} ${identifierKey(kind, value).key}`;
  const current = new Set([
    `email ${identifierKey('email', result.email).key}`,
    `phone ${result.phone}`,
    `internal-id ${identifierKey('internal-id', result.internalId).key}`,
  ]);
  const former = new Map(all.filter(({ value }) => value !== '').map((one) => [keyOf(one), one]));
  return [...former]
    .filter(([key]) => !current.has(key))
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([, one]) => one);
}

/**
 * What registers keep of an account that was rolled into another: its id, where it was, and into which it went, but
 * nothing personal. An open screen and a late entry find the primary by it (RU-15, LK-13).
 */
export function mergedStub(account: Customer, primaryId: string): Customer {
  const { id, locations, createdAt, homeLocationId, stamps } = account;
  const created: Record<string, string> = stamps.created === undefined ? {} : { created: stamps.created };
  return {
    ...placeholderCustomer(id),
    ...{ locations, createdAt, homeLocationId, status: 'merged', mergedInto: primaryId },
    stamps: created,
  };
}

/** Pets of the same name and type on two accounts: offered for joining (RU-13). The primary's is kept. */
export function petsToJoin(accounts: readonly Customer[]): readonly JoinedPets[] {
  const seen = new Map<string, string>();
  const joined: JoinedPets[] = [];
  for (const { id, name, type } of accounts.flatMap(({ pets }) => pets)) {
    if (name === '' || type === '') continue;
    const key = `${name.trim().toLowerCase()}|${type}`;
    const keepId = seen.get(key);
    if (keepId === undefined) seen.set(key, id);
    else joined.push({ keepId, dropId: id });
  }
  return joined;
}
