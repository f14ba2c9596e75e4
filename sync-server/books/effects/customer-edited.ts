import { editOutcome } from '../../../core/domain/customers/apply-edit';
import { readChanges } from '../../../core/domain/customers/customer-edit';
import { placeholderCustomer } from '../../../core/domain/customers/new-customer';
import { checkedId, Unjudgeable, type EntryScene } from './entry-scene';
import { keepOvertaken, keepReplaced } from './lost-values';
import { putCustomer } from './put-customer';
import { requestMessages } from './request-messages';

/** Changed fields, each with the stamp of this edit; the later in order wins, the other value is kept (CP-9). */
export function editCustomer(scene: EntryScene<'customer-edited'>): void {
  const { facts, personal, order, pending, receivedAt } = scene;
  const id = checkedId(facts.customerId);
  const changes = readChanges(personal.changes);
  if (!changes.ok) throw new Unjudgeable('fields-unknown');

  const before = pending.customer(id) ?? placeholderCustomer(id);
  const { customer, applied, overtaken } = editOutcome(before, { changes: changes.value, stamp: order });
  keepReplaced(pending, before, applied, order);
  keepOvertaken(pending, before, changes.value, overtaken, order);
  putCustomer(pending, customer, receivedAt);
  requestMessages(scene, id, facts.messages);
}
