import { applyEdit } from './apply-edit';
import type { Customer } from './customer';
import { isPetField, petField, type PetField } from './customer-edit';
import { NO_STAMP, stampOf } from './stamps';

/** Accounts as they are when a roll-up is undone. */
export interface AccountsApart {
  /** The account that was the primary. */
  readonly own: Customer;
  readonly others: readonly Customer[];
}

/**
 * Sends every pet home when a roll-up is undone: a pet that another account brought along goes back to it, with what was
 * said of it on the primary meanwhile (what is said of a pet is about the pet), and stays on no other one (RU-15). Pets
 * that were added on the primary stay there.
 */
export function petsApart(combined: Customer, { own, others }: AccountsApart): AccountsApart {
  const taken = new Set(others.flatMap(petFieldsOf));
  // The primary may itself have been part of another account, and news of its pets came by that one (RU-16).
  return { own: withNews(withoutPets(own, taken), combined), others: others.map((other) => withNews(other, combined)) };
}

/** True when an account has a pet, or had it. */
export function knowsPet(customer: Customer, field: PetField): boolean {
  return petFieldsOf(customer).includes(field);
}

function petFieldsOf({ pets, stamps }: Customer): readonly PetField[] {
  return [...new Set([...pets.map(({ id }) => petField(id)), ...Object.keys(stamps).filter(isPetField)])];
}

/** The account with whatever is newer on the other one about its own pets. */
function withNews(account: Customer, { pets, stamps }: Customer): Customer {
  return petFieldsOf(account).reduce((held, field) => {
    const { [field]: stamp = NO_STAMP } = stamps;
    const pet = pets.find(({ id }) => petField(id) === field) ?? null;
    return stamp > stampOf(held, field) ? applyEdit(held, { changes: { [field]: pet }, stamp }) : held;
  }, account);
}

function withoutPets(own: Customer, fields: ReadonlySet<string>): Customer {
  const stamps = Object.fromEntries(Object.entries(own.stamps).filter(([field]) => !fields.has(field)));
  return { ...own, pets: own.pets.filter(({ id }) => !fields.has(petField(id))), stamps };
}
