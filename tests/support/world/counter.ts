import { NO_ADDRESS } from '../../../core/domain/customers/address';
import { openDraft, type CheckoutDraft } from '../../../core/domain/transactions/checkout-draft';
import type { NewCustomerForm } from '../../../core/domain/customers/customer-form';
import type { SearchRow } from '../../../core/domain/customers/search-row';
import { aCustomerForm } from '../factories';
import { StoreError } from '../../../renderer/data/data-worker/register/register-store';
import type { Chance } from './chance';
import { contextOf, decided, scanned } from './checkout';
import type { Computer, Life } from './computer';
import type { Story } from './story';
import type { Truth } from './truth';

const FIRST = ['Betty', 'Ann', 'Bill', 'Lee', 'Zoë', 'Will'];
const LAST = ['Smith', 'Ng', "O'Brien", 'Williams'];

/** What people at a counter need of their world. */
export interface CounterParts {
  readonly computer: Computer;
  readonly chance: Chance;
  readonly story: Story;
  readonly truth: Truth;
  readonly isHeavy: boolean;
  /** True when something ends the process after **Finished** and before the receipt is seen. */
  readonly diesAtReceipt: () => boolean;
}

/**
 * The people at one counter. They do not give up: what was not finished is finished again with the same draft, however
 * often the app ends under their hands (OX-1, OX-2).
 */
export class Counter {
  /** Drafts for which **Finished** was pressed and no receipt seen yet. */
  readonly pressed = new Map<string, CheckoutDraft>();
  /** Drafts that were put aside. */
  private readonly held = new Map<string, CheckoutDraft>();

  constructor(private readonly parts: CounterParts) {}

  get name(): string {
    return this.parts.computer.name;
  }

  /** The computer is as it was long ago: what people had in hand there is gone. */
  forget(): void {
    this.pressed.clear();
    this.held.clear();
  }

  /** Rows of the customers found here, in an order that does not depend on how they came. */
  rows(life: Life): readonly SearchRow[] {
    return [...life.finder.rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** After a start: receipts nobody saw are shown, and what was left in the middle is gone on with. */
  async takeUp(life: Life): Promise<void> {
    const receipts = await alive(life, life.register.unseenReceipts());
    for (const receipt of receipts ?? []) {
      this.parts.truth.shown(receipt);
      this.pressed.delete(receipt.id);
      this.held.delete(receipt.id);
      this.parts.story.tell(`${this.name} shows the receipt ${receipt.facts.receiptNumber} of before`);
      await alive(life, life.register.discardDraft(receipt.id));
    }
    for (const draft of (await alive(life, life.register.openDrafts())) ?? []) {
      if (!this.pressed.has(draft.id)) this.held.set(draft.id, draft);
    }
  }

  /** Presses **Finished** again for everything that has no receipt. */
  async finishLeft(life: Life): Promise<void> {
    for (const draft of [...this.pressed.values()]) await this.finish(life, draft);
  }

  /** One visit, from lookup to receipt; or put aside in the middle. */
  async serve(life: Life, only?: string): Promise<void> {
    const { chance, computer, isHeavy } = this.parts;
    const [aside] = this.held.values();
    if (aside !== undefined && chance.is(0.5)) return this.finishHeld(life, aside);

    const rows = this.rows(life);
    const isStranger = only === undefined && (rows.length === 0 || chance.is(0.08));
    const customerId = isStranger ? null : (only ?? chance.pick(isHeavy ? rows.slice(0, 2) : rows).id);
    const now = computer.clock.now();
    const context = await alive(life, contextOf(life.register, customerId, now));
    if (context === null) return;
    let draft = scanned(openDraft(life.ids.newId(), customerId, now), context, chance, now, isHeavy);
    draft = decided(draft, context, chance, life.ids.newId);
    if (draft.lines.length + draft.redemptions.length === 0) return;
    if (!(await this.save(life, draft))) return;
    if (chance.is(0.2)) return void this.held.set(draft.id, draft);
    await this.finish(life, draft);
  }

  private async finishHeld(life: Life, draft: CheckoutDraft): Promise<void> {
    const { chance, computer } = this.parts;
    this.held.delete(draft.id);
    const context = await alive(life, contextOf(life.register, draft.customerId, computer.clock.now()));
    if (context === null || chance.is(0.2)) return void (await alive(life, life.register.discardDraft(draft.id)));
    const again = decided(draft, context, chance, life.ids.newId);
    if (!(await this.save(life, again))) return;
    await this.finish(life, again);
  }

  private async save(life: Life, draft: CheckoutDraft): Promise<boolean> {
    const saved = await alive(life, life.register.saveDraft(draft));
    if (saved?.ok === true) return true;
    if (saved !== null) this.parts.story.tell(`${this.name} could not keep a draft: ${saved.refusal.code}`);
    return false;
  }

  private async finish(life: Life, draft: CheckoutDraft): Promise<void> {
    const { truth, story, chance, computer, diesAtReceipt } = this.parts;
    truth.pressed(draft.id, this.name, draft.customerId);
    this.pressed.set(draft.id, draft);
    let finished = await alive(life, life.register.finish(draft));
    if (finished !== null && !finished.ok && finished.refusal.kind === 'invalid') {
      // Something came in that changes what is due: the screen asks again.
      const context = await alive(life, contextOf(life.register, draft.customerId, computer.clock.now()));
      const again = context === null ? null : decided(draft, context, chance, life.ids.newId);
      if (again !== null && (await this.save(life, again))) {
        this.pressed.set(draft.id, again);
        finished = await alive(life, life.register.finish(again));
      }
    }
    if (finished === null) return story.tell(`${this.name} ended while finishing ${draft.id}`);
    if (!finished.ok) return story.tell(`${this.name} could not finish ${draft.id}: ${finished.refusal.code}`);
    if (diesAtReceipt()) return computer.die('before the receipt was seen');
    const { facts } = finished.value;
    truth.shown(finished.value);
    this.pressed.delete(draft.id);
    const what = `${String(facts.punches.length)} punches, ${String(facts.redemptions.length)} free`;
    story.tell(
      `${this.name} finished ${facts.receiptNumber} (${draft.id}) for ${draft.customerId ?? 'nobody'}: ${what}`,
    );
    await alive(life, life.register.discardDraft(draft.id));
  }

  /** Somebody who is being added elsewhere, too: mostly under the same name. */
  async addPerson(life: Life, number: string): Promise<void> {
    const { chance } = this.parts;
    const names = {
      firstName: chance.is(0.8) ? 'Maria' : chance.pick(FIRST),
      lastName: `Garcia ${this.parts.truth.word()}`,
    };
    await this.add(life, aCustomerForm({ ...names, phone: `(202) 555-0${number}`, email: '' }));
  }

  async addCustomer(life: Life): Promise<void> {
    const { chance } = this.parts;
    const number = chance.whole(100, 125);
    const form = aCustomerForm({
      firstName: chance.pick(FIRST),
      lastName: `${chance.pick(LAST)} ${this.parts.truth.word()}`,
      phone: chance.is(0.5) ? `(202) 555-0${String(number)}` : '',
      email: chance.is(0.5) ? `customer${String(number)}@example.com` : '',
    });
    await this.add(life, form);
  }

  private async add(life: Life, form: NewCustomerForm): Promise<void> {
    const { truth, story } = this.parts;
    const added = await alive(life, life.register.addCustomer(form));
    if (added === null) return;
    if (!added.ok) return story.tell(`${this.name} could not add a customer: ${added.refusal.code}`);
    truth.customers.set(added.value.customerId, this.name);
    truth.said(added.value.customerId, form.lastName);
    story.tell(`${this.name} added ${form.firstName} ${form.lastName} (${added.value.customerId})`);
  }

  async editCustomer(life: Life, only?: string): Promise<void> {
    const { chance, truth, story } = this.parts;
    const rows = this.rows(life);
    if (rows.length === 0) return;
    const id = only ?? chance.pick(rows).id;
    const number = String(chance.whole(126, 160));
    const word = truth.word();
    truth.said(id, word);
    // A pet of this customer, or one that came along with another account (RU-13).
    const held = (await alive(life, life.register.view(id)))?.customer.pets.map((pet) => pet.id) ?? [];
    const rex = chance.pick([`rex-${id}`, ...held]);
    const changes = chance.pick<Readonly<Record<string, unknown>>>([
      { phone: `+12025550${number}` },
      { email: `moved${number}@example.com` },
      { email: `${word.toLowerCase()}@example.com`, address: { ...NO_ADDRESS, street1: `1 ${word} Road` } },
      { internalId: `C-${String(chance.whole(1, 6))}` },
      { lastName: `${chance.pick(LAST)} ${word}`, firstName: chance.pick(FIRST) },
      { [`pet:${rex}`]: chance.is(0.3) ? null : { ...REX, id: rex, name: `Rex ${word}` } },
      { [`pet:tom-${id}`]: { ...REX, id: `tom-${id}`, name: `Tom ${word}`, type: 'Cat' } },
    ]);
    const saved = await alive(life, life.register.editCustomer(id, changes));
    if (saved === null) return;
    const what = Object.keys(changes).join(', ');
    const isDoubtful = !saved.ok && saved.refusal.kind === 'disk';
    if (saved.ok || isDoubtful) truth.edits.push({ computer: this.name, customerId: id, changes, isDoubtful });
    if (!saved.ok) return story.tell(`${this.name} could not edit ${id}: ${saved.refusal.code}`);
    story.tell(`${this.name} edited ${what} of ${id}`);
  }

  async deleteCustomer(life: Life, only?: string): Promise<void> {
    const { chance, story, truth } = this.parts;
    const rows = this.rows(life);
    if (rows.length === 0) return;
    const id = only ?? chance.pick(rows).id;
    truth.deleted.add(id);
    const deleted = await alive(life, life.register.deleteCustomer(id));
    if (deleted !== null) story.tell(`${this.name} deletes ${id}: ${deleted.ok ? 'done' : deleted.refusal.code}`);
  }

  /** A customer of another location comes in (LO-8). */
  async serveVisitor(life: Life): Promise<void> {
    const { chance, story } = this.parts;
    const found = await alive(life, life.register.lookupElsewhere(chance.pick(LAST)));
    if (found?.kind !== 'searched' || found.matches.length === 0) return;
    const { customerId } = chance.pick(found.matches);
    const brought = await alive(life, life.register.bringCustomer(customerId));
    if (brought === null) return;
    story.tell(`${this.name} brings ${customerId} from elsewhere: ${brought.ok ? 'here' : brought.refusal.code}`);
    if (brought.ok) await this.serve(life, customerId);
  }

  /** A spreadsheet leaves the building, or is refused to a Cashier (CL-8, RO-11). */
  async exportCustomers(life: Life): Promise<void> {
    const { story, computer } = this.parts;
    const columns = [{ title: 'Name', kind: 'text', width: 20 } as const];
    const wanted = { fileKind: 'csv', what: 'customers', suggestedName: 'customers.csv', filtered: false } as const;
    const begun = await alive(life, life.main.ask('export:begin', { ...wanted, columns, scope: computer.locationId }));
    if (begun === null) return;
    if (begun.kind !== 'begun')
      return story.tell(`${this.name} exports: ${begun.kind === 'refused' ? begun.code : ''}`);
    const done = await alive(life, life.main.ask('export:finish', { exportId: begun.exportId }));
    if (done !== null) story.tell(`${this.name} exports: ${done.kind}`);
  }

  /** A changed program writes what its user may not do, past every check of this register: the server decides again. */
  async forgeDeletion(life: Life): Promise<void> {
    const { chance, computer, truth, story } = this.parts;
    const rows = this.rows(life);
    if (rows.length === 0) return;
    const { id: customerId } = chance.pick(rows);
    truth.deleted.add(customerId);
    const body = { kind: 'customer-deleted', facts: { customerId }, personal: null, ruleVersions: {} };
    const userId = `cashier-${computer.locationId}`;
    const written = await life.journal.append([{ ...body, effectId: life.ids.newId(), userId, overrideBy: null }]);
    if (!written.ok || !life.isAlive) return;
    (await life.register.ready()).takeEntries(written.value.map(({ entry }) => entry));
    story.tell(`${this.name} forges the deletion of ${customerId} by ${userId}`);
  }
}

const REX = { id: 'rex', name: 'Rex', type: 'Dog', ageYears: null, ageRecordedOn: null, birthMonth: null };

/** What `work` comes to; null when the app ended meanwhile, or when the browser's store could not be read. */
export function alive<Value>(life: Life, work: Promise<Value>): Promise<Value | null> {
  const read = work.catch((error: unknown) => {
    if (error instanceof StoreError || life.isClosing) return null;
    throw error;
  });
  return Promise.race([read, life.ended.then(() => null)]);
}
