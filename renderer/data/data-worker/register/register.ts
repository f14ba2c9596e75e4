import type { AdminActs } from './acts/admin-acts';
import type { NewCustomerForm } from '../../../../core/domain/customers/customer-form';
import type { TransactionDocument } from '../../../../core/domain/transactions/transaction-document';
import type { CheckoutDraft } from '../../../../core/domain/transactions/checkout-draft';
import type { WorkItem } from '../../../../core/domain/work-items/work-item';
import type { RegisterIdentity, Session } from '../../../../core/ipc/register-identity';
import type { Result } from '../../../../core/kernel/result';
import type { MessageTemplate } from '../../../../core/log/kinds';
import type {
  CustomerView,
  DataRefusal,
  ElsewhereReply,
  RegisterContext,
  RegisterStatus,
  SyncReport,
  WholeHistory,
} from '../../register-data';
import { wholeHistory } from './acts/whole-history';
import { searchElsewhere } from './acts/search-elsewhere';
import { Engine } from './engine';
import type { LaidOver } from './overlay';
import { Listeners } from './listeners';
import type { RegisterParts } from './ports';

const BEGIN_AGAIN_MS = 5000;

/**
 * A whole register without a screen: the own log, what the master list told, the way between them, and every act at
 * the counter. Everything it needs from outside are its parts, so that the product, tests and the simulation drive the
 * very same code.
 *
 * Before this installation has joined an account it waits for an identity; acts then reject.
 */
export class Register {
  /** Customers whose view may have changed. */
  readonly customersChanged = new Listeners<readonly string[]>();
  readonly statusChanged = new Listeners<RegisterStatus>();
  readonly contextChanged = new Listeners<RegisterContext | null>();

  /** What is stored is open, and the register serves: at every start, and again after joining or moving. */
  readonly begun = new Listeners<Engine>();

  private engine: Engine | null = null;
  private starting: Promise<void> = Promise.resolve();
  private session: Session | null = null;
  private isStopped = false;
  private stopListening: (() => void)[] = [];

  constructor(private readonly parts: RegisterParts) {}

  /** Opens what is stored, heals it, and from then on serves and syncs until `stop`. */
  async start(): Promise<void> {
    const { main } = this.parts;
    this.stopListening = [
      main.on('session-changed', ({ session }) => {
        this.session = session;
        this.tellContext();
      }),
      main.on('identity-changed', ({ identity }) => void this.beginAs(identity)),
      main.on('users-changed', ({ users }) => {
        this.engine?.directory.takeUsers(users);
        this.tellContext();
      }),
      main.on('journal-appended', ({ entries }) => this.engine?.takeEntries(entries)),
      main.on('disk-low', ({ low }) => this.engine?.setDiskLow(low)),
    ];
    this.session = (await main.ask('session:current', {})).session;
    await this.beginAs((await main.ask('register:identity', {})).identity);
  }

  /** Settles when everything under way has ended; the store is closed. */
  async stop(): Promise<void> {
    this.isStopped = true;
    for (const stop of this.stopListening) stop();
    await this.starting;
    await this.engine?.stop();
    this.engine = null;
  }

  /** The network may be back. */
  wake(): void {
    this.engine?.connection.wake();
  }

  get isJoined(): boolean {
    return this.engine !== null;
  }

  status(): RegisterStatus | null {
    return this.engine?.board.status() ?? null;
  }

  context(): RegisterContext | null {
    return this.engine?.context(this.session) ?? null;
  }

  /** The customer page; null when not known here. */
  async view(customerId: string): Promise<CustomerView | null> {
    return (await this.ready()).views.customerView(customerId);
  }

  /** Contact data and standing with own entries laid over, deleted customers too: for comparing registers. */
  async laidOver(customerId: string): Promise<LaidOver> {
    return (await this.ready()).views.customer(customerId);
  }

  async addCustomer(
    form: NewCustomerForm,
    messages: readonly MessageTemplate[] = [],
  ): Promise<Result<{ readonly customerId: string }, DataRefusal>> {
    return (await this.ready()).customerActs.add(form, messages);
  }

  async editCustomer(
    customerId: string,
    changes: Readonly<Record<string, unknown>>,
    messages: readonly MessageTemplate[] = [],
  ): Promise<Result<null, DataRefusal>> {
    return (await this.ready()).customerActs.edit(customerId, changes, messages);
  }

  async deleteCustomer(customerId: string): Promise<Result<null, DataRefusal>> {
    return (await this.ready()).customerActs.delete(customerId);
  }

  /** What Admins do to accounts, work items and settings. */
  async admin(): Promise<AdminActs> {
    return (await this.ready()).adminActs;
  }

  async wholeHistory(customerId: string): Promise<Result<WholeHistory, DataRefusal>> {
    return wholeHistory((await this.ready()).actsParts, customerId);
  }

  async bringCustomer(customerId: string): Promise<Result<null, DataRefusal>> {
    return (await this.ready()).customerActs.bring(customerId);
  }

  async lookupElsewhere(text: string): Promise<ElsewhereReply> {
    const { server, signal } = await this.ready();
    return searchElsewhere(server, this.status()?.network ?? 'offline', text, signal);
  }

  async finish(draft: CheckoutDraft): Promise<Result<TransactionDocument, DataRefusal>> {
    return (await this.ready()).checkoutActs.finish(draft);
  }

  async openDrafts(): Promise<readonly CheckoutDraft[]> {
    return (await this.ready()).checkoutActs.openDrafts();
  }

  async unseenReceipts(): Promise<readonly TransactionDocument[]> {
    return (await this.ready()).checkoutActs.unseenReceipts();
  }

  async saveDraft(draft: CheckoutDraft): Promise<Result<null, DataRefusal>> {
    return (await this.ready()).checkoutActs.saveDraft(draft);
  }

  async discardDraft(draftId: string): Promise<void> {
    return (await this.ready()).checkoutActs.discardDraft(draftId);
  }

  async transaction(transactionId: string): Promise<TransactionDocument | null> {
    return (await this.ready()).views.transaction(transactionId);
  }

  async workItems(): Promise<readonly WorkItem[]> {
    return (await this.ready()).directory.workItems;
  }

  async syncReport(): Promise<SyncReport> {
    return (await this.ready()).board.report();
  }

  /** The parts in use, once what is stored is open. Rejects before this installation has joined. */
  async ready(): Promise<Engine> {
    await this.starting;
    if (this.engine === null) throw new Error('This register has not joined a business yet.');
    return this.engine;
  }

  /**
   * Begins as the register main says we are; again when that is another one, or at another location. When what is stored
   * cannot be opened, it is tried again after a while.
   */
  private beginAs(identity: RegisterIdentity | null): Promise<void> {
    this.starting = this.starting
      .then(() => this.change(identity))
      .catch(async () => {
        const { engine } = this;
        this.engine = null;
        await engine?.stop().catch(() => undefined);
        if (!this.isStopped) this.parts.timers.after(BEGIN_AGAIN_MS, () => void this.beginAs(identity));
      });
    return this.starting;
  }

  private async change(identity: RegisterIdentity | null): Promise<void> {
    if (this.isStopped) return;
    if (identity === null || this.engine?.isSame(identity) === true) {
      if (identity !== null) this.engine?.rename(identity);
      return this.tellContext();
    }
    await this.engine?.stop();
    this.engine = new Engine(this.parts, identity, () => this.session, {
      onCustomers: (ids) => this.customersChanged.tell(ids),
      onStatus: () => this.tellStatus(),
      onContext: () => this.tellContext(),
    });
    await this.engine.start();
    this.begun.tell(this.engine);
    this.tellContext();
    this.tellStatus();
  }

  private tellStatus(): void {
    const status = this.status();
    if (status !== null) this.statusChanged.tell(status);
  }

  private tellContext(): void {
    this.contextChanged.tell(this.context());
  }
}
