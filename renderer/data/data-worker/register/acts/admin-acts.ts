import { attachableCards, countingPunches } from '../../../../../core/domain/cards/attachable-cards';
import { accountsPlace } from '../../../../../core/domain/customers/accounts-place';
import type { Customer } from '../../../../../core/domain/customers/customer';
import type { SettingsChanges } from '../../../../../core/domain/organisation/organisation';
import type { Resolution } from '../../../../../core/domain/work-items/work-item';
import type { Action } from '../../../../../core/domain/users/permissions';
import { ok, refuse, type Result } from '../../../../../core/kernel/result';
import { refusableKinds, type EntryFacts, type RefusableKind } from '../../../../../core/log/kinds';
import type { DeletedCustomer, FormerValue, RollUpSummary } from '../../../../../core/sync/accounts';
import type { CombineRequest, DataRefusal } from '../../../register-data';
import { EpochDiffers, NoAnswer, ServerRefusal } from '../server';
import { notFound, refusalOfAppend, type ActsParts } from './acts-parts';
import { permit } from './permit';

/** What an Admin does to accounts needs the server's word, so that registers do not undo one another (RU-18). */
const WORD_WITHIN_MS = 15_000;

/** What an act that came to nothing says to the person, by the server's code. */
const SENTENCES: Readonly<Record<string, string>> = {
  'roll-up-undone': 'This was undone before.',
  'roll-up-unknown': 'The server does not know of these accounts being combined.',
  'undo-later-first': 'Another account was combined with this one later. Undo that first.',
  'undo-too-late': 'Combining accounts can be undone for 90 days.',
  'combined-already': 'These accounts are one already.',
  'others-deleted': 'The accounts to combine were deleted meanwhile. Nothing was changed.',
  'primary-deleted': 'The account everything should go to was deleted meanwhile.',
  'primary-not-active': 'The account was deleted or combined with another one meanwhile.',
  'restore-too-late': 'A deleted customer can be restored for 90 days.',
  'customer-erased': 'The personal data of this customer was erased for good.',
  'customer-unknown': 'The server does not know this customer.',
  'work-item-unknown': 'The server does not know this work item.',
  'resolution-unfit': 'This work item cannot be settled like that.',
  'no-other-card': 'There is no other full card any more. Something came in meanwhile; look again.',
};

/** The add-on that must be switched on for the account (RU-2). */
const COMBINE_FEATURE = 'combine_customers';

/** What is said of an act besides its facts. */
interface Said {
  readonly effectId?: string;
  readonly ruleVersions?: Record<string, number>;
}

/** What Admins do to accounts, work items and settings. Every act is an entry of the log and waits for the server's word. */
export class AdminActs {
  constructor(
    private readonly parts: ActsParts,
    private readonly isOnline: () => boolean,
  ) {}

  /** **Combine Customers** (RU-3 … RU-18). */
  async combine(request: CombineRequest): Promise<Result<{ readonly rollUpId: string }, DataRefusal>> {
    const { primaryId, otherIds, joinedPets } = request;
    const accounts = await this.accounts([primaryId, ...otherIds]);
    if (accounts === null) return refuse(notFound);
    if (!(this.parts.directory.settings?.features.includes(COMBINE_FEATURE) ?? false)) return refuse(SWITCHED_OFF); // RU-2
    const rollUpId = this.parts.ids.newId();
    const facts = { rollUpId, primaryId, otherIds: [...otherIds], joinedPets: [...joinedPets] };
    const done = await this.act('customers-combined', facts, accountsPlace(accounts), { effectId: rollUpId });
    return done.ok ? ok({ rollUpId }) : done;
  }

  /** **Undo Roll-Up** (RU-15). */
  async undoRollUp(rollUpId: string, primaryId: string): Promise<Result<null, DataRefusal>> {
    const accounts = await this.accounts([primaryId]);
    if (accounts === null) return refuse(notFound);
    return this.act('roll-up-undone', { rollUpId, primaryId }, accountsPlace(accounts));
  }

  /** DE-7, DE-8. */
  restore(customerId: string): Promise<Result<null, DataRefusal>> {
    return this.act('customer-restored', { customerId }, this.here());
  }

  /** A customer's wish: everything personal goes, at once and for good. */
  async erase(customerId: string): Promise<Result<null, DataRefusal>> {
    const accounts = await this.accounts([customerId]);
    return this.act('customer-erased', { customerId }, accounts === null ? this.here() : accountsPlace(accounts));
  }

  /** One of `resolutionsOf` the item's kind; combining is `combine`, uploading again an upload. */
  async settle(workItemId: string, resolution: Resolution): Promise<Result<null, DataRefusal>> {
    if (resolution === 'attached') return this.attach(workItemId);
    return this.act('work-item-settled', { workItemId, resolution }, this.here());
  }

  /** Has a reward taken twice stand on the oldest other full card of its kind (OX-6). */
  private async attach(workItemId: string): Promise<Result<null, DataRefusal>> {
    const { directory, views } = this.parts;
    const { refs } = directory.workItems.find(({ id }) => id === workItemId) ?? { refs: {} as Record<string, string> };
    const view = await views.customerView(refs['customerId'] ?? '');
    const [card] = attachableCards(view?.cards ?? [], refs['redemptionId'] ?? '');
    if (card === undefined)
      return refuse({ kind: 'invalid', code: 'no-other-card', message: SENTENCES['no-other-card'] ?? '' });
    const punches = [...countingPunches(card)];
    const version = directory.book.byProgramId.get(card.programId)?.version;
    const ruleVersions: Record<string, number> = version === undefined ? {} : { [card.programId]: version };
    const facts = { workItemId, resolution: 'attached' as const, punches };
    return this.act('work-item-settled', facts, this.here(), { ruleVersions });
  }

  /** FS-1, FS-6, NC-5, RU-2, UP-8; Master Admin (FS-9). */
  changeSettings(changes: SettingsChanges): Promise<Result<null, DataRefusal>> {
    return this.act('account-settings-changed', { changes }, null);
  }

  /** **Deleted customers** (DE-7), asked of the server. */
  deleted(text: string): Promise<Result<readonly DeletedCustomer[], DataRefusal>> {
    return this.ask('view-deleted-customers', async ({ server, signal }) => {
      return (await server.deletedCustomers(text, signal)).customers;
    });
  }

  /** Roll-ups of a customer that can be undone, newest first; asked of the server. */
  rollUpsOf(customerId: string): Promise<Result<readonly RollUpSummary[], DataRefusal>> {
    return this.ask('combine-customers', async ({ server, signal }) => {
      return (await server.rollUps(customerId, signal)).rollUps;
    });
  }

  /** What the fields of a customer held before (CP-7, CP-9), newest first; asked of the server. */
  formerValuesOf(customerId: string): Promise<Result<readonly FormerValue[], DataRefusal>> {
    return this.ask('view-audit-log', async ({ server, signal }) => {
      return (await server.formerValues(customerId, signal)).values;
    });
  }

  private here() {
    return this.parts.identity().location;
  }

  /** Null when one of them is not known here. */
  private async accounts(ids: readonly string[]): Promise<readonly Customer[] | null> {
    const found = await Promise.all(ids.map((id) => this.parts.views.customer(id)));
    const customers = found.flatMap(({ customer }) => (customer === null ? [] : [customer]));
    return customers.length === ids.length ? customers : null;
  }

  private async act<Kind extends RefusableKind>(
    kind: Kind,
    facts: EntryFacts<Kind>,
    location: { readonly id: string } | null,
    { effectId = this.parts.ids.newId(), ruleVersions = {} }: Said = {},
  ): Promise<Result<null, DataRefusal>> {
    const permitted = await permit(this.parts, refusableKinds[kind], location);
    if (!permitted.ok) return permitted;
    if (!this.isOnline()) return refuse(OFFLINE);
    const { own } = this.parts;
    const written = await own.append([{ effectId, kind, facts: { ...facts }, personal: null, ruleVersions }]);
    if (!written.ok) return refuse(refusalOfAppend(written.refusal));
    const [entry] = written.value;
    const verdict = entry === undefined ? null : await own.verdictOn(entry, WORD_WITHIN_MS);
    if (verdict === null) return refuse(NO_WORD_YET);
    if (verdict.kind === 'refused') {
      return refuse({
        kind: 'forbidden',
        code: verdict.code,
        message: 'The server refused this: the right is missing.',
      });
    }
    if (verdict.code === '' && verdict.kind !== 'parked') return ok(null);
    const message = SENTENCES[verdict.code] ?? 'The server could not do this. It is kept for support.';
    return refuse({ kind: 'failed', code: verdict.code === '' ? 'parked' : verdict.code, message });
  }

  private async ask<Answer>(
    action: Action,
    question: (parts: ActsParts) => Promise<Answer>,
  ): Promise<Result<Answer, DataRefusal>> {
    const permitted = await permit(this.parts, action, this.here());
    if (!permitted.ok) return permitted;
    try {
      return ok(await question(this.parts));
    } catch (error) {
      if (error instanceof ServerRefusal) return refuse({ kind: 'failed', code: error.code, message: error.message });
      if (error instanceof NoAnswer || error instanceof EpochDiffers) return refuse(OFFLINE);
      throw error;
    }
  }
}

const OFFLINE: DataRefusal = {
  kind: 'offline',
  code: 'offline',
  message:
    'This needs the network, so that no register works on what is just being changed. Try again when it is back.',
};

const SWITCHED_OFF: DataRefusal = {
  kind: 'forbidden',
  code: 'combining-off',
  message: 'Combining accounts is switched off for this business.',
};

const NO_WORD_YET: DataRefusal = {
  kind: 'offline',
  code: 'no-word-yet',
  message: 'The server has not answered yet. It is kept here and happens as soon as the network is back.',
};
