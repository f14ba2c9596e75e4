import type { Customer } from '../../../core/domain/customers/customer';
import { locationFeed } from '../../../core/sync/checkpoint';
import type { WireRegister } from './wire-register';

export type CustomerDocument = Pick<Customer, 'id' | 'firstName' | 'lastName' | 'email' | 'phone'>;

/** A page of customers of the master location. */
export async function somePeople(register: WireRegister): Promise<readonly CustomerDocument[]> {
  const { rows } = await register.page(locationFeed(register.locationId), null, ['customers']);
  const customers = rows.flatMap(({ document }) => (document === null ? [] : [document as unknown as Customer]));
  // Of those rolled into another account nobody types the name.
  return customers.filter(({ status }) => status === 'active');
}

/** What cashiers type to find them: full names, last names, phones, emails; only what keys have. */
export function typedTexts(people: readonly CustomerDocument[], count: number): readonly string[] {
  const asTyped = people.map(({ firstName, lastName, phone, email }, at) => {
    const ways = [`${firstName} ${lastName}`, lastName, phone.slice(2), email];
    return (ways[at % ways.length] ?? '').toLowerCase().slice(0, 9);
  });
  const typable = asTyped.filter((text) => /^[a-z0-9 @.]{6,}$/.test(text));
  const step = Math.max(1, Math.floor(typable.length / count));
  return typable.filter((_, at) => at % step === 0).slice(0, count);
}
