import { Value } from 'typebox/value';
import { addressLines } from './address';
import { CustomerSchema } from './customer';
import { isPetField } from './customer-edit';
import { PetSchema } from './pets';
import { formatPhone } from './phone';

const { address, breederIds, type } = CustomerSchema.properties;
const TYPE_WORDS = { 'pet-owner': 'Pet owner', employee: 'Employee', breeder: 'Breeder' } as const;

const FIELD_WORDS: Readonly<Record<string, string>> = {
  firstName: 'First name',
  lastName: 'Last name',
  email: 'Email',
  phone: 'Mobile phone',
  internalId: 'Internal Customer ID',
  address: 'Address',
  type: 'Account type',
  employeeId: 'Employee ID',
  breederIds: 'Breeder ID',
};

/** What a customer's field held before, in words. */
export interface FormerValueWords {
  readonly what: string;
  readonly value: string;
}

/**
 * A value that another one took the place of, as people read it (CP-7, CP-9); null for what was empty and for what is
 * nobody's to read. `country`: the location's, which decides how phones and addresses are written.
 */
export function formerValueWords(field: string, value: unknown, country: string): FormerValueWords | null {
  const what = isPetField(field) ? 'Pet' : FIELD_WORDS[field];
  const words = what === undefined ? '' : valueWords(field, value, country);
  return what === undefined || words === '' ? null : { what, value: words };
}

function valueWords(field: string, value: unknown, country: string): string {
  if (isPetField(field))
    return Value.Check(PetSchema, value) ? [value.name, value.type].filter(Boolean).join(', ') : '';
  if (field === 'address') return Value.Check(address, value) ? addressLines(value, country).join(', ') : '';
  if (field === 'type') return Value.Check(type, value) ? TYPE_WORDS[value] : '';
  if (field === 'breederIds') {
    return Value.Check(breederIds, value) ? value.map((id) => `${id.manufacturerId} ${id.number}`).join(', ') : '';
  }
  if (typeof value !== 'string') return '';
  return field === 'phone' ? formatPhone(value, country) : value;
}
