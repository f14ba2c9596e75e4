import { attachableCards, countingPunches } from '../../../core/domain/cards/attachable-cards';
import type { Chance } from './chance';
import type { Computer, Life } from './computer';
import { alive, type Counter } from './counter';
import type { Story } from './story';
import type { Truth } from './truth';

/** What an Admin at a register needs of the world. */
export interface OfficeParts {
  readonly computer: Computer;
  readonly counter: Counter;
  readonly chance: Chance;
  readonly story: Story;
  readonly truth: Truth;
}

/** What Admins do to accounts and work items at one register; rarely what no longer fits by then. */
export class Office {
  constructor(private readonly parts: OfficeParts) {}

  private get name(): string {
    return this.parts.computer.name;
  }

  /** An Admin combines accounts (RU-3); rarely one that is another's by then. */
  async combine(life: Life, accounts?: readonly string[]): Promise<void> {
    const { chance, story, truth, counter } = this.parts;
    const anybody = chance.shuffled(counter.rows(life)).map(({ id }) => id);
    const [primaryId, ...otherIds] = accounts ?? anybody.slice(0, chance.is(0.3) ? 3 : 2);
    if (primaryId === undefined || otherIds.length === 0) return;
    const rollUpId = life.ids.newId();
    for (const id of [primaryId, ...otherIds]) truth.combined.add(id);
    const facts = { rollUpId, primaryId, otherIds, joinedPets: [] };
    await this.writeAsAdmin(life, rollUpId, 'customers-combined', facts);
    story.tell(`${this.name} combines ${otherIds.join(' and ')} into ${primaryId}`);
  }

  /** **Undo Roll-Up** of one this register has heard of, whether a person asked for it or not (RU-15). */
  async undoRollUp(life: Life, primary?: string): Promise<void> {
    const { chance, story } = this.parts;
    const kept = (await alive(life, life.store.scan('decisions', '', 100_000))) ?? [];
    const rollUps = kept
      .map(({ document }) => document)
      .filter(
        ({ kind, facts }) => kind === 'customers-rolled-up' && facts['primaryId'] === (primary ?? facts['primaryId']),
      );
    if (rollUps.length === 0) return;
    const { rollUpId, primaryId } = chance.pick(rollUps).facts as { rollUpId: string; primaryId: string };
    await this.writeAsAdmin(life, life.ids.newId(), 'roll-up-undone', { rollUpId, primaryId });
    story.tell(`${this.name} undoes ${rollUpId} of ${primaryId}`);
  }

  /** Somebody who was deleted comes back (DE-7). */
  async restoreCustomer(life: Life, only?: string): Promise<void> {
    const { chance, story, truth } = this.parts;
    const deleted = [...truth.deleted].sort();
    if (only === undefined && deleted.length === 0) return;
    const customerId = only ?? chance.pick(deleted);
    await this.writeAsAdmin(life, life.ids.newId(), 'customer-restored', { customerId });
    story.tell(`${this.name} restores ${customerId}`);
  }

  /** A reward that was taken twice is attached to another full card, or accepted as it is (OX-6). */
  async settleOverRedeemed(life: Life): Promise<void> {
    const { chance, story } = this.parts;
    // A browser store that cannot be opened yet lists nothing.
    const listed = await alive(
      life,
      life.register.workItems().catch(() => []),
    );
    const items = (listed ?? [])
      .filter(({ kind, state }) => kind === 'over-redeemed' && state === 'open')
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    if (items.length === 0) return;
    const { id: workItemId, refs } = chance.pick(items);
    const view = await alive(life, life.register.view(refs['customerId'] ?? ''));
    const [card] = attachableCards(view?.cards ?? [], refs['redemptionId'] ?? '');
    const isAttached = card !== undefined && chance.is(0.8);
    const resolution = isAttached ? 'attached' : chance.pick(['accepted-as-store-cost', 'voided']);
    const facts = { workItemId, resolution, ...(isAttached && { punches: [...countingPunches(card)] }) };
    const program = life.register.context()?.programs.find(({ id }) => id === card?.programId);
    const ruleVersions: Record<string, number> = program === undefined ? {} : { [program.id]: program.version };
    await this.writeAsAdmin(life, life.ids.newId(), 'work-item-settled', facts, ruleVersions);
    story.tell(`${this.name} settles ${workItemId} of ${refs['customerId'] ?? ''}: ${resolution}`);
  }

  /** A customer wants everything personal to be erased, now (DE-7). */
  async eraseCustomer(life: Life, only?: string): Promise<void> {
    const { chance, story, truth, counter } = this.parts;
    const ids = [...counter.rows(life).map(({ id }) => id), ...[...truth.deleted].sort()];
    if (ids.length === 0) return;
    const customerId = only ?? chance.pick(ids);
    truth.deleted.add(customerId);
    await this.writeAsAdmin(life, life.ids.newId(), 'customer-erased', { customerId });
    story.tell(`${this.name} has ${customerId} erased`);
  }

  private async writeAsAdmin(
    life: Life,
    effectId: string,
    kind: string,
    facts: Record<string, unknown>,
    ruleVersions: Record<string, number> = {},
  ): Promise<void> {
    const said = { effectId, kind, facts, personal: null, ruleVersions, userId: 'admin-midtown', overrideBy: null };
    const written = await life.journal.append([said]);
    if (!written.ok || !life.isAlive) return;
    (await life.register.ready()).takeEntries(written.value.map(({ entry }) => entry));
  }
}
