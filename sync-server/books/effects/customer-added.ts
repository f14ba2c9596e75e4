import { CONTACT_FORM_FIELDS, readContactField } from '../../../core/domain/customers/contact-fields';
import { cleanText } from '../../../core/domain/customers/clean-text';
import type { Customer } from '../../../core/domain/customers/customer';
import { EMPTY_CUSTOMER_FORM, type CheckedCustomer } from '../../../core/domain/customers/customer-form';
import { LONGEST_EMAIL } from '../../../core/domain/customers/email';
import { LONGEST_INTERNAL_ID } from '../../../core/domain/customers/internal-id';
import { LONGEST_NAME } from '../../../core/domain/customers/names';
import { completePlaceholder, isPlaceholder, newCustomer } from '../../../core/domain/customers/new-customer';
import { ERASED_CODE } from '../log/judgement';
import { isErased } from './customer-erased';
import { checkedId, Unjudgeable, type EntryScene } from './entry-scene';
import { keepLostCreation } from './lost-values';
import { putCustomer } from './put-customer';
import { completeRollUps } from './roll-up';
import { requestMessages } from './request-messages';
import { workItem } from './work-items';

/** A customer of the location that added it (LO-7); completes what was kept for it if others spoke of it first. */
export async function addCustomer(scene: EntryScene<'customer-added'>): Promise<string> {
  const { entry, facts, personal, order, pending } = scene;
  const id = checkedId(facts.customerId);
  if (entry.effectId !== id) throw new Unjudgeable('effect-id');
  const held = pending.customer(id);
  if (held !== null && isErased(held)) return ERASED_CODE; // DE-7
  if (held !== null && !isPlaceholder(held)) throw new Unjudgeable('customer-known');

  const { homeLocationId } = facts;
  if (homeLocationId !== entry.locationId) throw new Unjudgeable('foreign-location'); // LO-7
  const locations = await scene.lookup.locations();
  const country = locations.find((one) => one.id === homeLocationId)?.country ?? 'US';
  const { contact, wrong } = contactOf(personal, country);
  const created = newCustomer(contact, {
    customerId: id,
    homeLocationId,
    registerId: entry.registerId,
    userId: entry.userId ?? '',
    createdAt: entry.shownAt,
    stamp: order,
  });
  const customer = held === null ? created : completePlaceholder(held, created);
  if (held !== null) keepLostCreation(pending, held, created);
  putCustomer(pending, customer);
  await completeRollUps(scene, id);
  requestMessages(scene, id, facts.messages);
  if (wrong.length > 0) flagFields(scene, customer, wrong);
  return '';
}

/** What the customer schema has room for. */
const LONGEST = {
  firstName: LONGEST_NAME,
  lastName: LONGEST_NAME,
  phone: 20,
  email: LONGEST_EMAIL,
  internalId: LONGEST_INTERNAL_ID,
} as const;

/** Contact data as the rules would have stored it. What they refuse is kept as typed, so that nothing is lost (OX-5). */
function contactOf(typed: CheckedCustomer, country: string): { contact: CheckedCustomer; wrong: readonly string[] } {
  const contact = { ...EMPTY_CUSTOMER_FORM };
  const wrong: string[] = [];
  for (const field of CONTACT_FORM_FIELDS) {
    const read = readContactField(field, typed[field], country);
    if (!read.ok) wrong.push(field);
    const kept = read.ok ? read.value : cleanText(typed[field]).slice(0, LONGEST[field]);
    Object.assign(contact, { [field]: kept });
  }
  return { contact, wrong };
}

/** A register let through what the rules refuse: somebody should look at it. */
function flagFields({ pending, receivedAt }: EntryScene, customer: Customer, wrong: readonly string[]): void {
  pending.openWorkItem(
    workItem({
      kind: 'rule-difference',
      about: ['customer-fields', customer.id],
      locationId: customer.homeLocationId,
      openedAt: receivedAt,
      code: 'customer-fields',
      refs: { customerId: customer.id, fields: wrong.join(' ') },
    }),
  );
}
