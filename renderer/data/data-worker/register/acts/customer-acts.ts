import { cleanChanges } from '../../../../../core/domain/customers/clean-changes';
import type { Customer } from '../../../../../core/domain/customers/customer';
import {
  changedFields,
  needsConversionRight,
  readChanges,
  type CustomerChanges,
} from '../../../../../core/domain/customers/customer-edit';
import { accountRefusals } from '../../../../../core/domain/customers/conversion';
import {
  checkNewCustomer,
  maySendEmail,
  maySendText,
  type FieldRefusal,
  type FormRules,
  type NewCustomerForm,
} from '../../../../../core/domain/customers/customer-form';
import { currentKeys, employeeKeys, type IdentifierKey } from '../../../../../core/domain/customers/duplicates';
import { NO_FIELD_RULES } from '../../../../../core/domain/customers/field-rules';
import { rowKeys } from '../../../../../core/domain/customers/search-row';
import { isInternalIdOn } from '../../../../../core/domain/customers/internal-id';
import { ok, refuse, type Result } from '../../../../../core/kernel/result';
import type { EntryFacts, EntryPersonal, MessageTemplate } from '../../../../../core/log/kinds';
import { identifierTakenRefusal } from '../../../identifier-taken-refusal';
import type { DataRefusal } from '../../../register-data';
import { EpochDiffers, NoAnswer, ServerRefusal } from '../server';
import { notFound, refusalOfAppend, type ActsParts } from './acts-parts';
import { permit } from './permit';

type Contact = Pick<Customer, 'email' | 'phone' | 'internalId'>;

/** Adding, changing, deleting and bringing customers. One at a time, so that two presses cannot pass each other. */
export class CustomerActs {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: ActsParts) {}

  /** **Save Pet Owner**: the account exists when this settles (NC-14). */
  add(
    form: NewCustomerForm,
    messages: readonly MessageTemplate[],
  ): Promise<Result<{ readonly customerId: string }, DataRefusal>> {
    return this.inTurn(async () => {
      const permitted = await this.permitHere('add-customer', messages);
      if (!permitted.ok) return permitted;
      const { location } = this.parts.identity();
      const checked = checkNewCustomer(form, this.rulesForNew());
      if (!checked.ok) return refuse(invalid(checked.refusal));
      const unasked = refusedMessages(checked.value, messages, location.country);
      if (unasked !== null) return refuse(unasked);
      const taken = await this.taken(currentKeys(checked.value), null);
      if (taken !== null) return refuse(taken);

      const customerId = this.parts.ids.newId();
      const facts: EntryFacts<'customer-added'> = { customerId, homeLocationId: location.id, messages: [...messages] };
      const personal: EntryPersonal<'customer-added'> = checked.value;
      const written = await this.write('customer-added', customerId, facts, personal);
      return written.ok ? ok({ customerId }) : written;
    });
  }

  /** Changes the named fields; edits of other fields elsewhere survive (CP-9). */
  edit(
    customerId: string,
    changes: Readonly<Record<string, unknown>>,
    messages: readonly MessageTemplate[],
  ): Promise<Result<null, DataRefusal>> {
    return this.inTurn(async () => {
      const permitted = await this.permitHere('edit-customer', messages);
      if (!permitted.ok) return permitted;
      const { customer } = await this.parts.views.customer(customerId);
      if (customer === null || customer.status !== 'active') return refuse(notFound);
      const read = readChanges(changes);
      if (!read.ok) {
        return refuse({ kind: 'invalid', code: 'unknown-field', message: 'Something in this window cannot be saved.' });
      }
      const { location } = this.parts.identity();
      const { changes: cleaned, refusals: unfit } = cleanChanges(read.value, location.country);
      if (needsConversionRight(cleaned)) {
        const mayConvert = await permit(this.parts, 'convert-account', location);
        if (!mayConvert.ok) return mayConvert;
      }
      const refusals = [...unfit, ...conversionRefusals(customer, cleaned)];
      if (refusals.length > 0) return refuse(invalid(refusals));
      const after = { ...contactOf(customer), ...contactOf(cleaned) };
      const unasked = refusedMessages(after, messages, location.country);
      if (unasked !== null) return refuse(unasked);
      // Rolled into another account meanwhile, the customer is that one (RU-15): what it has is its own.
      const taken = await this.taken(keysOf(customer, cleaned), customer.id);
      if (taken !== null) return refuse(taken);

      const fields = [...changedFields(cleaned)];
      if (fields.length === 0 && messages.length === 0) return ok(null);
      const facts: EntryFacts<'customer-edited'> = { customerId, fields, messages: [...messages] };
      return this.write('customer-edited', this.parts.ids.newId(), facts, { changes: cleaned });
    });
  }

  /** Hidden here at once; the master list decides again (DE-6, DE-10). */
  delete(customerId: string): Promise<Result<null, DataRefusal>> {
    return this.inTurn(async () => {
      const { customer } = await this.parts.views.customer(customerId);
      const [location, ...others] = customer?.locations ?? [];
      const place = others.length > 0 ? null : { id: location?.locationId ?? this.parts.identity().location.id };
      const permitted = await permit(this.parts, 'delete-customer', place);
      if (!permitted.ok) return permitted;
      if (customer === null || customer.status !== 'active') return refuse(notFound);
      return this.write('customer-deleted', this.parts.ids.newId(), { customerId }, null);
    });
  }

  /** Brings a customer of another location here, with everything earned (LO-8). */
  async bring(customerId: string): Promise<Result<null, DataRefusal>> {
    const permitted = await permit(this.parts, 'look-up-customer', this.parts.identity().location);
    if (!permitted.ok) return permitted;
    const { views, visitors, server, clock, signal } = this.parts;
    const here = await views.customer(customerId);
    if (here.customer !== null && !here.isVisiting) return ok(null);
    try {
      const { customer, standing } = await server.visitor(customerId, signal);
      await visitors.bring({ id: customer.id, customer, standing, broughtAt: clock.now() });
      this.parts.onTouched([customer.id]);
      return ok(null);
    } catch (error) {
      if (error instanceof ServerRefusal) return refuse(error.status === 404 ? notFound : refusedBy(error));
      if (!(error instanceof NoAnswer) && !(error instanceof EpochDiffers)) throw error;
      // Brought before and still here: better than nothing.
      if (here.customer !== null) return ok(null);
      return refuse({
        kind: 'offline',
        code: 'offline',
        message: 'Other locations cannot be reached without network.',
      });
    }
  }

  /** What an account added from now on must have (FS-2, FS-5). */
  private rulesForNew(): FormRules {
    const { directory, identity } = this.parts;
    const internalIdOn = isInternalIdOn(directory.settings);
    const fieldRules = directory.settings?.customerFields.rules ?? NO_FIELD_RULES;
    return { country: identity().location.country, internalIdOn, fieldRules };
  }

  private async permitHere(action: 'add-customer' | 'edit-customer', messages: readonly MessageTemplate[]) {
    const { location } = this.parts.identity();
    const permitted = await permit(this.parts, action, location);
    return permitted.ok && messages.length > 0 ? permit(this.parts, 'request-message', location) : permitted;
  }

  /** IC-7, IC-8, IC-11, EB-8: another customer known here uses the email, phone, internal ID or Employee ID already. */
  private async taken(asked: readonly IdentifierKey[], exceptId: string | null): Promise<DataRefusal | null> {
    const holders = await this.parts.finder.holders(asked);
    const holder = holders.find(({ id }) => id !== exceptId);
    if (holder === undefined) return null;
    const locationName = this.parts.directory.location(holder.homeLocationId)?.name ?? '';
    return identifierTakenRefusal(asked, { ...holder, customerId: holder.id, locationName, held: rowKeys(holder) });
  }

  private async write(
    kind: string,
    effectId: string,
    facts: Record<string, unknown>,
    personal: Record<string, unknown> | null,
  ): Promise<Result<null, DataRefusal>> {
    const written = await this.parts.own.append([{ effectId, kind, facts, personal, ruleVersions: {} }]);
    return written.ok ? ok(null) : refuse(refusalOfAppend(written.refusal));
  }

  private inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }
}

/** An employee without Employee ID, a breeder without number (EB-8); only where the edit touches them. */
function conversionRefusals(customer: Customer, changes: CustomerChanges): readonly FieldRefusal[] {
  return needsConversionRight(changes) ? accountRefusals({ ...customer, ...changes }) : [];
}

/** What an edit would have the customer hold from now on, of the fields it touches. */
function keysOf(customer: Customer, changes: CustomerChanges): readonly IdentifierKey[] {
  const contact = { email: '', phone: '', internalId: '', ...contactOf(changes) };
  return [...currentKeys(contact), ...(needsConversionRight(changes) ? employeeKeys({ ...customer, ...changes }) : [])];
}

function contactOf(from: Partial<Contact>): Partial<Contact> {
  const { email, phone, internalId } = from;
  return {
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(internalId !== undefined && { internalId }),
  };
}

function invalid(fields: readonly FieldRefusal[]): DataRefusal {
  const message = fields[0]?.message ?? 'Something is not filled in correctly.';
  return { kind: 'invalid', code: fields[0]?.code ?? 'invalid', message, fields };
}

/** NC-17, IC-13: a message can be asked for only when there is somewhere to send it. */
function refusedMessages(
  contact: { readonly email?: string; readonly phone?: string },
  messages: readonly MessageTemplate[],
  country: string,
): DataRefusal | null {
  const wantsText = messages.includes('opt-in-text');
  const wantsEmail = messages.some((message) => message !== 'opt-in-text');
  if (wantsText && !maySendText({ phone: contact.phone ?? '' }, country)) {
    return { kind: 'invalid', code: 'no-phone-to-text', message: 'A text needs a valid mobile phone.' };
  }
  if (wantsEmail && !maySendEmail({ email: contact.email ?? '' })) {
    return { kind: 'invalid', code: 'no-email-to-send', message: 'An email needs a valid address.' };
  }
  return null;
}

function refusedBy({ code, message }: ServerRefusal): DataRefusal {
  return { kind: 'failed', code, message };
}
