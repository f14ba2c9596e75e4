import { Value } from 'typebox/value';
import { emptyStanding } from '../../../../../core/domain/cards/standing-fold';
import { isAddressComplete } from '../../../../../core/domain/customers/address';
import type { CheckoutContext } from '../../../../../core/domain/transactions/checkout-context';
import { CheckoutDraftSchema, type CheckoutDraft } from '../../../../../core/domain/transactions/checkout-draft';
import { checkoutView } from '../../../../../core/domain/transactions/checkout-view';
import { finishTransaction } from '../../../../../core/domain/transactions/finish-transaction';
import type { TransactionDocument } from '../../../../../core/domain/transactions/transaction-document';
import { ok, refuse, type Result } from '../../../../../core/kernel/result';
import type { LogEntry } from '../../../../../core/log/entry';
import { orderInstantOf } from '../../../../../core/log/order';
import type { DataRefusal } from '../../../register-data';
import { toleratesStoreErrors } from '../notes';
import { transactionDocument } from '../views';
import { refusalOfAppend, type ActsParts } from './acts-parts';
import { permit } from './permit';

/** Drafts and **Finished**. */
export class CheckoutActs {
  constructor(private readonly parts: ActsParts) {}

  /** Checkouts in progress when the register stopped, for whoever is at the counter now (PU-19). */
  async openDrafts(): Promise<readonly CheckoutDraft[]> {
    const { drafts } = await this.parts.main.ask('draft:list', {});
    return drafts.flatMap(({ content }) => (Value.Check(CheckoutDraftSchema, content) ? [content] : []));
  }

  /** Transactions found finished at this start, whose receipt nobody may have seen. */
  async unseenReceipts(): Promise<readonly TransactionDocument[]> {
    const { finished } = await this.parts.main.ask('draft:list', {});
    return finished.map(documentOf);
  }

  async saveDraft(draft: CheckoutDraft): Promise<Result<null, DataRefusal>> {
    const content: Record<string, unknown> = { ...draft };
    const saved = await this.parts.main.ask('draft:save', { id: draft.id, savedAt: this.parts.clock.now(), content });
    if (saved.kind === 'saved') return ok(null);
    if (saved.kind === 'refused') return refuse({ kind: 'disk', code: saved.code, message: saved.message });
    return refuse({ kind: 'failed', code: 'already-finished', message: 'This checkout is finished already.' });
  }

  async discardDraft(draftId: string): Promise<void> {
    await this.parts.main.ask('draft:remove', { id: draftId });
  }

  /**
   * **Finished**: settles when the entry is flushed to disk (OX-1). The draft's id is the transaction's, so finishing it
   * again answers the same receipt (OX-2). The draft goes with `discardDraft` once the receipt was shown; one left
   * behind by a crash comes back as an unseen receipt.
   */
  async finish(draft: CheckoutDraft): Promise<Result<TransactionDocument, DataRefusal>> {
    const { identity, own } = this.parts;
    const { location } = identity();
    const permitted = await permit(this.parts, draft.redemptions.length > 0 ? 'redeem' : 'check-out', location);
    if (!permitted.ok) return permitted;
    const laid = own.log.ofEffect(draft.id);
    if (laid !== null) return this.writeAgain(laid.entry);
    const context = Value.Check(CheckoutDraftSchema, draft) ? await this.context(draft.customerId) : null;
    if (context === null) {
      return refuse({ kind: 'invalid', code: 'bad-draft', message: 'This checkout cannot be finished as it is.' });
    }

    const { book, today: businessDate } = context;
    const result = finishTransaction(draft, checkoutView(draft, context), { book, businessDate, receiptNumber: '' });
    if (!result.ok) {
      const held = await this.heldByJournal(draft);
      if (held !== null) return this.writeAgain(held);
      return refuse({ kind: 'invalid', code: result.refusal.code, message: result.refusal.message });
    }
    const { facts, ruleVersions } = result.value;
    return this.write(draft.id, facts, { ...ruleVersions });
  }

  /** A flush that failed may have left the entry behind: then it is finished, whatever is due by now. */
  private async heldByJournal(draft: CheckoutDraft): Promise<LogEntry | null> {
    const content: Record<string, unknown> = { ...draft };
    const saved = await this.parts.main.ask('draft:save', { id: draft.id, savedAt: this.parts.clock.now(), content });
    return saved.kind === 'already-finished' ? saved.entry : null;
  }

  /** The same again: main answers with the first entry, and only when that is flushed. */
  private writeAgain({ effectId, facts, ruleVersions }: LogEntry): Promise<Result<TransactionDocument, DataRefusal>> {
    return this.write(effectId, facts, ruleVersions);
  }

  private async write(
    effectId: string,
    { receiptNumber: _, ...facts }: Readonly<Record<string, unknown>>,
    ruleVersions: LogEntry['ruleVersions'],
  ): Promise<Result<TransactionDocument, DataRefusal>> {
    // The receipt number is main's to give, in the same append (SA-9).
    const request = { effectId, kind: 'transaction-finished', facts, personal: null, ruleVersions };
    const written = await this.parts.own.append([request]);
    if (!written.ok) return refuse(refusalOfAppend(written.refusal));
    const [entry] = written.value;
    if (entry === undefined)
      return refuse({ kind: 'failed', code: 'no-entry', message: 'The journal did not answer.' });
    return ok(documentOf(entry));
  }

  /** What this register knows, for judging a checkout; without customer for a sale outside loyalty (LK-12). */
  private async context(customerId: string | null): Promise<CheckoutContext> {
    const { views, directory } = this.parts;
    const { book } = directory;
    if (customerId === null) {
      return { book, ...views.question([]), standing: null, contact: null, requiredFields: [] };
    }
    const known = await views.customerAtHand(customerId).catch(nothingWhenStoreFails);
    const { customer, standing, unconfirmed } = known ?? {
      customer: null,
      standing: emptyStanding(customerId),
      unconfirmed: [],
    };
    const contact = {
      hasEmail: customer !== null && customer.email !== '',
      hasAddress: customer !== null && isAddressComplete(customer.address),
    };
    return { book, ...views.question(unconfirmed), standing, contact, requiredFields: [] };
  }
}

/** A browser store that cannot be read is no reason to stop selling: the journal still knows what was finished. */
function nothingWhenStoreFails(error: unknown): null {
  toleratesStoreErrors(error);
  return null;
}

/** The receipt of an own entry; its order is this register's estimate until the master list fixes it (OX-3). */
function documentOf(entry: LogEntry): TransactionDocument {
  const { shownAt, offsetMs } = entry;
  return transactionDocument({
    entry,
    orderInstant: orderInstantOf({ shownAt, offsetMs, previousOrderInstant: null }, Infinity),
  });
}
