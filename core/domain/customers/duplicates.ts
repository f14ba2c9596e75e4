import { cleanText } from './clean-text';
import type { Customer, FormerIdentifier } from './customer';
import { emailKey } from './email';
import { fieldRefusal, type FieldRefusal } from './field-refusal';
import { internalIdKey } from './internal-id';
import { wordsOf } from './search-words';

/** Kinds of what identifies a customer (IC-1, IC-11). */
export type ContactKind = FormerIdentifier['kind'];
/** An Employee ID says which employee it is, once in the account (EB-8); two accounts are never joined by it (IC-10). */
export type IdentifierKind = ContactKind | 'employee-id';

/** What identifies a customer; `''` for what is missing. */
export interface Identifiers {
  readonly email: string;
  readonly phone: string;
  readonly internalId: string;
  /** Left over from a roll-up; these block duplicates too (RU-8). */
  readonly formerIdentifiers: readonly FormerIdentifier[];
}

/** One identifier in the form it is compared in (IC-8, NC-16). */
export interface IdentifierKey<Kind extends IdentifierKind = IdentifierKind> {
  readonly kind: Kind;
  readonly key: string;
}

/** An identifier as it is compared: email and IDs in lower case, phone as E.164 (IC-8, NC-16). */
export function identifierKey<Kind extends IdentifierKind>(kind: Kind, value: string): IdentifierKey<Kind> {
  switch (kind) {
    case 'email':
      return { kind, key: emailKey(value) };
    case 'internal-id':
      return { kind, key: internalIdKey(value) };
    case 'employee-id':
      return { kind, key: cleanText(value).toLowerCase() };
    case 'phone':
      return { kind, key: value };
  }
}

/** Everything that identifies a customer now (IC-1, IC-11); what is missing identifies nobody. */
export function currentKeys(who: Omit<Identifiers, 'formerIdentifiers'>): readonly IdentifierKey<ContactKind>[] {
  const keys = [
    identifierKey('email', who.email),
    identifierKey('phone', who.phone),
    identifierKey('internal-id', who.internalId),
  ];
  return keys.filter(({ key }) => key !== '');
}

/** Everything that would be a duplicate of this customer: what identifies it now, and what did before a roll-up. */
export function heldKeys(who: Identifiers): readonly IdentifierKey<ContactKind>[] {
  return [...currentKeys(who), ...who.formerIdentifiers.map(({ kind, value }) => identifierKey(kind, value))];
}

/** The Employee ID of an employee, which is nobody else's (EB-8); whoever is none holds none. */
export function employeeKeys({ type, employeeId }: Pick<Customer, 'type' | 'employeeId'>): readonly IdentifierKey[] {
  const key = identifierKey('employee-id', employeeId);
  return type === 'employee' && key.key !== '' ? [key] : [];
}

/** Which of the asked identifiers are `held` already (IC-7); whether the holder counts (active, another) is the caller's. */
export function sharedIdentifiers(
  asked: readonly IdentifierKey[],
  held: readonly IdentifierKey[],
): readonly IdentifierKind[] {
  return asked
    .filter(({ kind, key }) => held.some((other) => other.kind === kind && other.key === key))
    .map(({ kind }) => kind);
}

const TAKEN = {
  email: { field: 'email', what: 'This email' },
  phone: { field: 'phone', what: 'This phone number' },
  'internal-id': { field: 'internalId', what: 'This Internal Customer ID' },
  'employee-id': { field: 'employeeId', what: 'This Employee ID' },
} as const;

/** The refusal of IC-7, naming the other customer: "Betty Smith, Midtown". */
export function identifierTaken(kind: IdentifierKind, holderName: string, locationName: string): FieldRefusal {
  const { field, what } = TAKEN[kind];
  const holder = locationName === '' ? holderName : `${holderName}, ${locationName}`;
  return fieldRefusal(field, 'identifier-taken', `${what} already belongs to ${holder}.`);
}

type Names = Pick<Customer, 'firstName' | 'lastName'>;

/** Same first and last name, case and accents ignored: worth a warning, never a refusal (IC-9). */
export function haveSameNames(a: Names, b: Names): boolean {
  const same = (x: string, y: string) => wordsOf(x).join(' ') === wordsOf(y).join(' ');
  return same(a.firstName, b.firstName) && same(a.lastName, b.lastName);
}
