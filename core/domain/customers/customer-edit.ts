import { Value } from 'typebox/value';
import { ok, refuse, type Result } from '../../kernel/result';
import type { OrderStamp } from './stamps';
import { CustomerSchema, type Customer } from './customer';
import { PetSchema, type Pet } from './pets';

/** What anybody at the counter may change (table 2.2). */
const CONTACT_FIELDS = ['firstName', 'lastName', 'email', 'phone', 'internalId', 'address'] as const;
/** What only an Admin may change (EB-13). */
const ACCOUNT_FIELDS = ['type', 'employeeId', 'breederIds'] as const;
/** What follows from decisions of the server. */
const SERVER_FIELDS = [
  'appUserSince',
  'status',
  'deletedAt',
  'mergedInto',
  'possibleDuplicateOf',
  'formerIdentifiers',
] as const;

export const EDITABLE_FIELDS = [...CONTACT_FIELDS, ...ACCOUNT_FIELDS, ...SERVER_FIELDS] as const;

type ScalarField = (typeof EDITABLE_FIELDS)[number];
export type PetField = `pet:${string}`;
/** What carries a stamp of its own. Every pet is a field, so that two registers may each add one (CP-9). */
export type CustomerField = ScalarField | PetField;

/** New values of changed fields only; a pet that is `null` was removed (CP-10). */
export type CustomerChanges = { readonly [Field in ScalarField]?: Customer[Field] } & {
  readonly [pet: PetField]: Pet | null;
};

/** One edit in its place in the order. */
export interface CustomerEdit {
  readonly changes: CustomerChanges;
  readonly stamp: OrderStamp;
}

/** The field of one pet. */
export function petField(petId: string): PetField {
  return `pet:${petId}`;
}

/** True for the field of a pet. */
export function isPetField(field: string): field is PetField {
  return field.startsWith('pet:');
}

/** The fields an edit names, pets included. */
export function changedFields(changes: CustomerChanges): readonly CustomerField[] {
  return (Object.keys(changes) as CustomerField[]).filter((field) => changes[field] !== undefined);
}

/** True when the edit touches what only an Admin may change (EB-13). */
export function needsConversionRight(changes: CustomerChanges): boolean {
  return changedFields(changes).some((field) => (ACCOUNT_FIELDS as readonly string[]).includes(field));
}

/** The changes that need no right of an Admin. */
export function withoutConversion(changes: CustomerChanges): CustomerChanges {
  const isAccountField = (field: string) => (ACCOUNT_FIELDS as readonly string[]).includes(field);
  const kept = Object.entries(changes).filter(([field]) => !isAccountField(field));
  return Object.fromEntries(kept) as CustomerChanges;
}

/**
 * Reads the changes of a `customer-edited` entry. Refused with the names of fields that are unknown, of another shape,
 * or the server's alone; an edit of nothing is fine.
 */
export function readChanges(value: Readonly<Record<string, unknown>>): Result<CustomerChanges, readonly string[]> {
  const wrong = Object.keys(value).filter((field) => !isReadable(field, value[field]));
  return wrong.length === 0 ? ok(value as CustomerChanges) : refuse(wrong);
}

function isReadable(field: string, value: unknown): boolean {
  if (isPetField(field)) {
    return value === null || (Value.Check(PetSchema, value) && petField(value.id) === field);
  }
  const known = [...CONTACT_FIELDS, ...ACCOUNT_FIELDS].find((name) => name === field);
  return known !== undefined && Value.Check(CustomerSchema.properties[known], value);
}
