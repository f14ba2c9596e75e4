import { fieldRefusal, type FieldRefusal } from './field-refusal';

/** Required, Recommended, or Not Recommended or Required (FS-1). */
export type FieldRule = 'required' | 'recommended' | 'none';
export type RuledField = 'email' | 'phone' | 'pet';
export type FieldRules = Readonly<Record<RuledField, FieldRule>>;

export const NO_FIELD_RULES: FieldRules = { email: 'none', phone: 'none', pet: 'none' };

const MISSING: Readonly<Record<RuledField, FieldRefusal>> = {
  email: fieldRefusal('email', 'required-missing', 'This store needs an email for every new customer.'),
  phone: fieldRefusal('phone', 'required-missing', 'This store needs a mobile phone for every new customer.'),
  pet: fieldRefusal('pets', 'required-missing', 'This store needs at least one pet with a name and a type.'),
};

/** What a step of the form holds, for the rules it is checked against. */
export type GivenFields = Readonly<Partial<Record<RuledField, boolean>>>;

/** A pet counts as given with a name and a type (FS-8). */
export function isPetGiven(pets: readonly { readonly name: string; readonly type: string }[]): boolean {
  return pets.some((pet) => pet.name.trim() !== '' && pet.type !== '');
}

/** Refusals for required fields that are not given; fields of another step are left out of `given` (FS-2, FS-8). */
export function missingRequired(given: GivenFields, rules: FieldRules): FieldRefusal[] {
  return missing(given, rules, 'required').map((field) => MISSING[field]);
}

/** Fields for which the question of FS-3 is asked before going on without them. */
export function missingRecommended(given: GivenFields, rules: FieldRules): readonly RuledField[] {
  return missing(given, rules, 'recommended');
}

function missing(given: GivenFields, rules: FieldRules, rule: FieldRule): RuledField[] {
  return (['email', 'phone', 'pet'] as const).filter((field) => given[field] === false && rules[field] === rule);
}
