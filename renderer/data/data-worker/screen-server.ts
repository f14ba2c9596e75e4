import type { PersonFirst } from '../person-first';
import type { ExportProgress } from '../register-data';
import type { Followed, ScreenCall, ScreenCalls, ScreenPort, ToDataWorker, ToScreen } from '../screen-messages';
import type { ExportCopy } from './export/export-copy';
import type { ExportCustomers } from './export/export-customers';
import { permit } from './register/acts/permit';
import type { Register } from './register/register';
import type { UploadDesk } from './uploads/upload-desk';

/** Status changes many times a second during a first sync; screens need a few. Milliseconds. */
const STATUS_EVERY_MS = 100;

type Answers = {
  readonly [Call in ScreenCall]: (
    given: ScreenCalls[Call]['given'],
    about: { readonly signal: AbortSignal; readonly progress: (progress: ExportProgress) => void },
  ) => Promise<ScreenCalls[Call]['answer']>;
};

interface Following {
  readonly followed: Followed;
  /** Something changed since the value was last told. */
  isOld: boolean;
  isTelling: boolean;
  /** The account that is shown: another one than asked for, once that was rolled up. */
  showing: string | null;
}

/** Answers the screen's questions, and tells it of whatever it follows when that changes. */
export class ScreenServer {
  private readonly following = new Map<number, Following>();
  private readonly running = new Map<number, AbortController>();
  private isStatusDue = false;

  constructor(
    private readonly register: Register,
    private readonly exports: { readonly customers: ExportCustomers; readonly copy: ExportCopy },
    private readonly port: ScreenPort,
    private readonly uploads: UploadDesk,
    private readonly person: PersonFirst,
  ) {
    port.onmessage = (event: MessageEvent<ToDataWorker>) => this.take(event.data);
    register.customersChanged.add((ids) => this.customersChanged(ids));
    register.statusChanged.add(() => this.statusChanged());
    register.contextChanged.add(() => {
      // Cards follow from programs too.
      this.refresh(({ what }) => what !== 'status');
    });
  }

  private readonly answers: Answers = {
    lookupElsewhere: ([text]) => this.register.lookupElsewhere(text),
    bringCustomer: ([id]) => this.register.bringCustomer(id),
    addCustomer: ([form, messages]) => this.register.addCustomer(form, messages),
    editCustomer: ([id, changes, messages]) => this.register.editCustomer(id, changes, messages),
    deleteCustomer: ([id]) => this.register.deleteCustomer(id),
    combineCustomers: async ([request]) => (await this.register.admin()).combine(request),
    undoRollUp: async ([rollUpId, primaryId]) => (await this.register.admin()).undoRollUp(rollUpId, primaryId),
    rollUpsOf: async ([id]) => (await this.register.admin()).rollUpsOf(id),
    formerValuesOf: async ([id]) => (await this.register.admin()).formerValuesOf(id),
    deletedCustomers: async ([text]) => (await this.register.admin()).deleted(text),
    restoreCustomer: async ([id]) => (await this.register.admin()).restore(id),
    eraseCustomer: async ([id]) => (await this.register.admin()).erase(id),
    settleWorkItem: async ([id, resolution]) => (await this.register.admin()).settle(id, resolution),
    changeSettings: async ([changes]) => (await this.register.admin()).changeSettings(changes),
    wholeHistory: ([id]) => this.register.wholeHistory(id),
    exportCustomerCopy: ([id, format]) => this.exports.copy(id, format),
    openDrafts: () => this.register.openDrafts(),
    unseenReceipts: () => this.register.unseenReceipts(),
    saveDraft: ([draft]) => this.register.saveDraft(draft),
    discardDraft: ([id]) => this.register.discardDraft(id),
    finish: ([draft]) => this.register.finish(draft),
    transaction: ([id]) => this.register.transaction(id),
    workItems: () => this.register.workItems(),
    syncReport: () => this.register.syncReport(),
    exportCustomers: ([request], { signal, progress }) => this.exports.customers(request, progress, signal),
    uploadStatus: () => this.uploads.uploadStatus(),
    readUpload: ([file, fileName], { progress, signal }) => this.uploads.readUpload(file, fileName, progress, signal),
    checkUpload: ([plan], { progress, signal }) => this.uploads.checkUpload(plan, progress, signal),
    importUpload: (_, { progress, signal }) => this.uploads.importUpload(progress, signal),
    undoUpload: ([importId]) => this.uploads.undoUpload(importId),
    saveUploadProblems: ([format]) => this.uploads.saveUploadProblems(format),
    saveUploadTemplate: ([format, withPoints]) => this.uploads.saveUploadTemplate(format, withPoints),
    mayList: async ([locationId]) => {
      const { actsParts } = await this.register.ready();
      const isOwn = locationId === actsParts.identity().location.id;
      const action = isOwn ? 'view-customers' : 'view-all-locations';
      return (await permit(actsParts, action, isOwn ? actsParts.identity().location : null)).ok;
    },
  };

  private take(message: ToDataWorker): void {
    switch (message.kind) {
      case 'ask':
        return void this.answer(message.id, message.name, message.given);
      case 'cancel':
        return this.running.get(message.id)?.abort();
      case 'follow':
        this.following.set(message.id, { followed: message.followed, isOld: true, isTelling: false, showing: null });
        return void this.tell(message.id);
      case 'unfollow':
        return void this.following.delete(message.id);
      case 'wake':
        return this.register.wake();
      case 'acted':
        return this.person.acted();
    }
  }

  private async answer(id: number, name: ScreenCall, given: readonly unknown[]): Promise<void> {
    const abort = new AbortController();
    this.running.set(id, abort);
    const progress = (done: ExportProgress) => this.post({ kind: 'progress', id, progress: done });
    try {
      const answer = await this.answers[name](given as never, { signal: abort.signal, progress });
      this.post({ kind: 'answer', id, answer });
    } catch (error) {
      // The message of an unexpected error may hold personal data; its kind is enough for support.
      this.post({ kind: 'failed', id, reason: `${name}: ${error instanceof Error ? error.name : 'unknown'}` });
    } finally {
      this.running.delete(id);
    }
  }

  private customersChanged(ids: readonly string[]): void {
    const changed = new Set(ids);
    this.refresh(
      (followed, showing) =>
        followed.what === 'customer' &&
        (changed.has(followed.customerId) || (showing !== null && changed.has(showing))),
    );
  }

  private statusChanged(): void {
    if (this.isStatusDue) return;
    this.isStatusDue = true;
    setTimeout(() => {
      this.isStatusDue = false;
      this.refresh(({ what }) => what === 'status');
    }, STATUS_EVERY_MS);
  }

  private refresh(isMeant: (followed: Followed, showing: string | null) => boolean): void {
    for (const [id, following] of this.following) {
      if (!isMeant(following.followed, following.showing)) continue;
      following.isOld = true;
      void this.tell(id);
    }
  }

  /** Tells the value as it is now; once more when it changed meanwhile, and never two at a time. */
  private async tell(id: number): Promise<void> {
    const following = this.following.get(id);
    if (following === undefined || following.isTelling) return;
    following.isTelling = true;
    while (following.isOld && this.following.has(id)) {
      following.isOld = false;
      try {
        const value = await this.valueOf(following.followed, (id) => (following.showing = id));
        if (value !== undefined && this.following.has(id)) this.post({ kind: 'told', id, value });
      } catch {
        // Not joined yet, or the store has trouble: it is told when there is something to tell.
      }
    }
    following.isTelling = false;
  }

  private async valueOf(followed: Followed, onShown: (customerId: string) => void): Promise<unknown> {
    switch (followed.what) {
      case 'status':
        return this.register.status() ?? undefined;
      case 'context':
        return this.register.context();
      case 'customer': {
        const view = await this.register.view(followed.customerId);
        if (view !== null) onShown(view.customer.id);
        return view;
      }
    }
  }

  private post(message: ToScreen): void {
    this.port.postMessage(message);
  }
}
