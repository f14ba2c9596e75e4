import { applyEdit, editOutcome } from '../../../core/domain/customers/apply-edit';
import { cleanChanges } from '../../../core/domain/customers/clean-changes';
import { CONTACT_FORM_FIELDS } from '../../../core/domain/customers/contact-fields';
import {
  needsConversionRight,
  readChanges,
  withoutConversion,
  type CustomerChanges,
} from '../../../core/domain/customers/customer-edit';
import { placeholderCustomer } from '../../../core/domain/customers/new-customer';
import { mayDo } from '../../../core/domain/users/permissions';
import { ERASED_CODE } from '../log/judgement';
import { activeAccount, changeAccount } from './accounts';
import { isErased } from './customer-erased';
import { checkedId, Unjudgeable, type EntryScene } from './entry-scene';
import { keepOvertaken, keepReplaced } from './lost-values';
import { editParts, type EditPart } from './pets-of-others';
import { requestMessages } from './request-messages';
import { workItem } from './work-items';

/**
 * Changed fields, each with the stamp of this edit; the later in order wins, the other value is kept (CP-9). An edit that
 * comes after the customer was erased brings nothing back (DE-7).
 */
export async function editCustomer(scene: EntryScene<'customer-edited'>): Promise<string> {
  const { facts, personal, pending } = scene;
  const id = checkedId(facts.customerId);
  const account = activeAccount(pending, id);
  if (account !== null && isErased(account)) return ERASED_CODE;
  const read = readChanges(personal.changes);
  if (!read.ok) throw new Unjudgeable('fields-unknown');
  const changes = await cleanedChanges(scene, await allowedChanges(scene, read.value));

  const before = account ?? placeholderCustomer(id);
  for (const part of editParts(pending, id, before, changes)) apply(scene, part);
  requestMessages(scene, before.id, facts.messages);
  return '';
}

function apply({ order, pending }: EntryScene<'customer-edited'>, { id, changes }: EditPart): void {
  const before = activeAccount(pending, id) ?? placeholderCustomer(id);
  const edit = { changes, stamp: order };
  const { applied, overtaken } = editOutcome(before, edit);
  keepReplaced(pending, before, applied, order);
  keepOvertaken(pending, { id, before }, changes, overtaken, order);
  changeAccount(pending, id, (customer) => applyEdit(customer, edit));
}

/** A conversion needs an Admin (EB-13); without one that part is flagged and the rest counts. */
async function allowedChanges(
  scene: EntryScene<'customer-edited'>,
  changes: CustomerChanges,
): Promise<CustomerChanges> {
  if (!needsConversionRight(changes)) return changes;
  const { entry, lookup, orderInstant, pending, receivedAt } = scene;
  const locations = await lookup.locations();
  for (const userId of [entry.userId, entry.overrideBy].filter((one) => one !== null)) {
    const user = await lookup.userAt(userId, orderInstant);
    const place = { settings: { locations }, location: { id: entry.locationId } };
    if (mayDo(user, 'convert-account', place)) return changes;
  }
  pending.openWorkItem(
    workItem({
      kind: 'rule-difference',
      about: ['conversion', entry.effectId],
      locationId: entry.locationId,
      openedAt: receivedAt,
      code: 'conversion-right',
      refs: { customerId: scene.facts.customerId, effectId: entry.effectId },
    }),
  );
  return withoutConversion(changes);
}

/** As of a new customer: in the form it is stored in; what the rules refuse is kept and somebody should look at it (OX-5). */
async function cleanedChanges(
  scene: EntryScene<'customer-edited'>,
  changes: CustomerChanges,
): Promise<CustomerChanges> {
  if (!CONTACT_FORM_FIELDS.some((field) => changes[field] !== undefined)) return changes;
  const { entry, facts, lookup, pending, receivedAt } = scene;
  const location = (await lookup.locations()).find(({ id }) => id === entry.locationId);
  const { changes: cleaned, refusals } = cleanChanges(changes, location?.country ?? 'US');
  if (refusals.length > 0) {
    pending.openWorkItem(
      workItem({
        kind: 'rule-difference',
        about: ['customer-fields', entry.effectId],
        locationId: entry.locationId,
        openedAt: receivedAt,
        code: 'customer-fields',
        refs: { customerId: facts.customerId, fields: refusals.map(({ field }) => field).join(' ') },
      }),
    );
  }
  return cleaned;
}
