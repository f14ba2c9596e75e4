import { ok, refuse, type Result } from '../../kernel/result';
import { cleanText, textLength } from './clean-text';
import type { BreederId, Customer, CustomerType } from './customer';
import type { CustomerChanges } from './customer-edit';
import { fieldRefusal, type FieldRefusal } from './field-refusal';
import { wordsOf } from './search-words';

export const LONGEST_EMPLOYEE_ID = 30;
export const LONGEST_BREEDER_ID = 40;

/** The kind of an account with its numbers, as typed (EB-3, EB-5, EB-8). */
export interface AccountForm {
  readonly type: CustomerType;
  readonly employeeId: string;
  /** Numbers by manufacturer id; `''` where the breeder has none. */
  readonly breederIds: Readonly<Record<string, string>>;
}

type Account = Pick<Customer, 'type' | 'employeeId' | 'breederIds'>;

/** What every new customer is (EB-1). */
export const NEW_ACCOUNT: Account = { type: 'pet-owner', employeeId: '', breederIds: [] };

/**
 * What an account can be made: an employee's or a breeder's where such a program runs (EB-2); what it is already can
 * always be seen and taken back. `features`: the switches of the business.
 */
export function offeredTypes(
  features: readonly string[],
  { type: before }: Pick<Customer, 'type'>,
): readonly Exclude<CustomerType, 'pet-owner'>[] {
  return (['employee', 'breeder'] as const).filter((type) => features.includes(`${type}_accounts`) || before === type);
}

/** The form filled with what is stored. */
export function accountForm({ type, employeeId, breederIds }: Account): AccountForm {
  const numbers = breederIds.map(({ manufacturerId, number }) => [manufacturerId, number] as const);
  return { type, employeeId, breederIds: Object.fromEntries(numbers) };
}

/** What a manufacturer is named by in a breeder's numbers: `Bramble & Bone` is `bramble-bone`. */
export function manufacturerIdOf(manufacturer: string): string {
  const id = wordsOf(manufacturer).join('-').slice(0, 64);
  return id === '' ? 'manufacturer' : id;
}

/**
 * What the form changes of the account, or what stands against it: an employee has an Employee ID, a breeder the number
 * of at least one manufacturer (EB-8). Taken back, the numbers go too, so that they are free for somebody else (EB-11).
 */
export function checkAccount(before: Account, form: AccountForm): Result<CustomerChanges, FieldRefusal[]> {
  const after = readAccount(form);
  if (!after.ok) return after;
  const { type, employeeId, breederIds } = after.value;
  return ok({
    ...(type !== before.type && { type }),
    ...(employeeId !== before.employeeId && { employeeId }),
    ...(!areSame(breederIds, before.breederIds) && { breederIds: [...breederIds] }),
  });
}

/** The numbers that belong to the type; refused where one is missing or too long (EB-8). */
export function accountRefusals(account: Account): FieldRefusal[] {
  switch (account.type) {
    case 'pet-owner':
      return [];
    case 'employee':
      return employeeRefusals(account.employeeId);
    case 'breeder':
      return breederRefusals(account.breederIds);
  }
}

function readAccount({ type, employeeId, breederIds }: AccountForm): Result<Account, FieldRefusal[]> {
  const numbers = Object.entries(breederIds)
    .map(([manufacturerId, number]): BreederId => ({ manufacturerId, number: cleanText(number) }))
    .filter(({ number }) => number !== '');
  const account: Account = {
    type,
    employeeId: type === 'employee' ? cleanText(employeeId) : '',
    breederIds: type === 'breeder' ? numbers : [],
  };
  const refusals = accountRefusals(account);
  return refusals.length === 0 ? ok(account) : refuse(refusals);
}

function employeeRefusals(employeeId: string): FieldRefusal[] {
  const typed = cleanText(employeeId);
  if (typed === '') return [fieldRefusal('employeeId', 'employee-id-missing', 'An Employee ID is needed.')];
  if (textLength(typed) <= LONGEST_EMPLOYEE_ID) return [];
  const message = `An Employee ID may have at most ${LONGEST_EMPLOYEE_ID} characters.`;
  return [fieldRefusal('employeeId', 'employee-id-too-long', message)];
}

function breederRefusals(breederIds: readonly BreederId[]): FieldRefusal[] {
  if (breederIds.length === 0) {
    const message = 'The number of at least one manufacturer is needed.';
    return [fieldRefusal('breederIds', 'breeder-id-missing', message)];
  }
  if (breederIds.every(({ number }) => textLength(number) <= LONGEST_BREEDER_ID)) return [];
  const message = `A breeder number may have at most ${LONGEST_BREEDER_ID} characters.`;
  return [fieldRefusal('breederIds', 'breeder-id-too-long', message)];
}

function areSame(a: readonly BreederId[], b: readonly BreederId[]): boolean {
  const has = ({ manufacturerId, number }: BreederId) =>
    b.some((one) => one.manufacturerId === manufacturerId && one.number === number);
  return a.length === b.length && a.every(has);
}
