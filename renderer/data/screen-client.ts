import { currentKeys, employeeKeys } from '../../core/domain/customers/duplicates';
import { isInternalIdOn } from '../../core/domain/customers/internal-id';
import { LOOKUP_ROWS } from '../../core/domain/customers/lookup-query';
import { PersonFirst } from './person-first';
import {
  CUSTOMERS_PER_PAGE,
  type CustomerListPage,
  type CustomerListQuery,
  type ExportProgress,
  type LookupReply,
  type RegisterContext,
  type RegisterData,
  type Unsubscribe,
} from './register-data';
import type { Followed, ScreenCall, ScreenCalls, ScreenPort, ToScreen } from './screen-messages';
import type { SearchClient } from './search-worker/search-client';

/** Lists are asked again no more often than this: a first sync changes thousands of rows a second. Milliseconds. */
const LIST_EVERY_MS = 250;
/** The data worker is told of keys no more often than this. Milliseconds. */
const TELL_EVERY_MS = 100;

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
  readonly progress: ((progress: never) => void) | undefined;
}

/** The screen's side of the data layer: every question becomes a message, and nothing is kept here. */
export class ScreenClient implements RegisterData {
  private readonly waiting = new Map<number, Waiting>();
  private readonly following = new Map<number, (value: never) => void>();
  private lastId = 0;
  private ownLocationId: string | null = null;
  /** The switch of NC-5. */
  private withoutInternalIds = true;
  private readonly person = new PersonFirst(() => performance.now());
  private toldActedAt = -Infinity;

  constructor(
    private readonly port: ScreenPort,
    private readonly search: Pick<SearchClient, 'ask' | 'onChanged'>,
  ) {
    port.onmessage = (event: MessageEvent<ToScreen>) => this.take(event.data);
    this.watchContext((context) => {
      this.ownLocationId = context?.location.id ?? null;
      this.withoutInternalIds = !isInternalIdOn(context?.settings);
    });
  }

  watchStatus: RegisterData['watchStatus'] = (listener) => this.follow({ what: 'status' }, listener);
  watchContext(listener: (context: RegisterContext | null) => void): Unsubscribe {
    return this.follow({ what: 'context' }, listener);
  }
  watchCustomer: RegisterData['watchCustomer'] = (customerId, listener) =>
    this.follow({ what: 'customer', customerId }, listener);

  async lookup(text: string, enter: boolean): Promise<LookupReply> {
    const { withoutInternalIds } = this;
    const asked = { text, mode: 'checkout', entered: enter, limit: LOOKUP_ROWS, withoutInternalIds } as const;
    const answer = await this.search.ask('lookup', asked);
    if (answer.kind === 'too-short') return { kind: 'waiting' };
    const { rows, total, identified } = answer;
    if (rows.length === 0) return { kind: 'nobody' };
    return { kind: 'found', rows, more: total > rows.length, selects: identified };
  }

  /** Own location's customers at once; another location's when the user may see them (LO-9). */
  async customerList({ page, ...filter }: CustomerListQuery): Promise<CustomerListPage> {
    const isOwn = filter.locationId !== null && filter.locationId === this.ownLocationId;
    if (!isOwn && !(await this.ask('mayList', [filter.locationId]))) return { rows: [], total: 0, page };
    const found = await this.search.ask('page', {
      ...filter,
      withoutInternalIds: this.withoutInternalIds,
      offset: page * CUSTOMERS_PER_PAGE,
      limit: CUSTOMERS_PER_PAGE,
    });
    return { ...found, page };
  }

  /** Answered by the search worker: while somebody types, nothing waits for the database. */
  similarCustomers: RegisterData['similarCustomers'] = async (typed) => {
    const { firstName, lastName, employeeId } = typed;
    const keys = [...currentKeys(typed), ...employeeKeys({ type: 'employee', employeeId })];
    const isNamed = firstName.trim() !== '' && lastName.trim() !== '';
    const [holders, sameName] = await Promise.all([
      keys.length === 0 ? [] : this.search.ask('holders', keys),
      isNamed ? this.search.ask('namesakes', { firstName, lastName }) : [],
    ]);
    return { holders, namesakes: sameName.filter(({ id }) => !holders.some((holder) => holder.id === id)) };
  };

  watchCustomers(listener: () => void): Unsubscribe {
    let due: ReturnType<typeof setTimeout> | undefined;
    const tell = (since: number) => {
      // What the person asks is answered at once, and by then up to date: a list drawn again would only be in the way.
      const holdsMs = this.person.holdsMs(since);
      due = holdsMs > 0 ? setTimeout(() => tell(since), holdsMs) : undefined;
      if (holdsMs === 0) listener();
    };
    const stop = this.search.onChanged(() => {
      const since = this.person.now();
      due ??= setTimeout(() => tell(since), LIST_EVERY_MS);
    });
    return () => {
      stop();
      clearTimeout(due);
    };
  }

  lookupElsewhere: RegisterData['lookupElsewhere'] = (...given) => this.ask('lookupElsewhere', given);
  bringCustomer: RegisterData['bringCustomer'] = (...given) => this.ask('bringCustomer', given);
  addCustomer: RegisterData['addCustomer'] = (...given) => this.ask('addCustomer', given);
  editCustomer: RegisterData['editCustomer'] = (...given) => this.ask('editCustomer', given);
  deleteCustomer: RegisterData['deleteCustomer'] = (...given) => this.ask('deleteCustomer', given);
  combineCustomers: RegisterData['combineCustomers'] = (...given) => this.ask('combineCustomers', given);
  undoRollUp: RegisterData['undoRollUp'] = (...given) => this.ask('undoRollUp', given);
  rollUpsOf: RegisterData['rollUpsOf'] = (...given) => this.ask('rollUpsOf', given);
  formerValuesOf: RegisterData['formerValuesOf'] = (...given) => this.ask('formerValuesOf', given);
  deletedCustomers: RegisterData['deletedCustomers'] = (...given) => this.ask('deletedCustomers', given);
  restoreCustomer: RegisterData['restoreCustomer'] = (...given) => this.ask('restoreCustomer', given);
  eraseCustomer: RegisterData['eraseCustomer'] = (...given) => this.ask('eraseCustomer', given);
  settleWorkItem: RegisterData['settleWorkItem'] = (...given) => this.ask('settleWorkItem', given);
  changeSettings: RegisterData['changeSettings'] = (...given) => this.ask('changeSettings', given);
  wholeHistory: RegisterData['wholeHistory'] = (...given) => this.ask('wholeHistory', given);
  exportCustomerCopy: RegisterData['exportCustomerCopy'] = (...given) => this.ask('exportCustomerCopy', given);
  openDrafts: RegisterData['openDrafts'] = (...given) => this.ask('openDrafts', given);
  unseenReceipts: RegisterData['unseenReceipts'] = (...given) => this.ask('unseenReceipts', given);
  saveDraft: RegisterData['saveDraft'] = (...given) => this.ask('saveDraft', given);
  discardDraft: RegisterData['discardDraft'] = (...given) => this.ask('discardDraft', given);
  transaction: RegisterData['transaction'] = (...given) => this.ask('transaction', given);
  workItems: RegisterData['workItems'] = (...given) => this.ask('workItems', given);
  syncReport: RegisterData['syncReport'] = (...given) => this.ask('syncReport', given);

  finish: RegisterData['finish'] = (...given) => this.ask('finish', given);

  exportCustomers: RegisterData['exportCustomers'] = (request, progress, signal) =>
    this.ask('exportCustomers', [request], progress, signal);

  uploadStatus: RegisterData['uploadStatus'] = (...given) => this.ask('uploadStatus', given);
  undoUpload: RegisterData['undoUpload'] = (...given) => this.ask('undoUpload', given);
  saveUploadProblems: RegisterData['saveUploadProblems'] = (...given) => this.ask('saveUploadProblems', given);
  saveUploadTemplate: RegisterData['saveUploadTemplate'] = (...given) => this.ask('saveUploadTemplate', given);
  readUpload: RegisterData['readUpload'] = (file, fileName, progress, signal) =>
    this.ask('readUpload', [file, fileName], progress, signal);
  checkUpload: RegisterData['checkUpload'] = (plan, progress, signal) =>
    this.ask('checkUpload', [plan], progress, signal);
  importUpload: RegisterData['importUpload'] = (progress, signal) => this.ask('importUpload', [], progress, signal);

  /** Tells the data worker that the network may be back. */
  wake(): void {
    this.port.postMessage({ kind: 'wake' });
  }

  /** Somebody pressed, scanned, clicked or scrolled in this window. */
  acted(): void {
    this.person.acted();
    const now = this.person.now();
    if (now - this.toldActedAt < TELL_EVERY_MS) return;
    this.toldActedAt = now;
    this.port.postMessage({ kind: 'acted' });
  }

  private ask<Call extends ScreenCall>(
    name: Call,
    given: ScreenCalls[Call]['given'],
    progress?: (progress: ExportProgress) => void,
    signal?: AbortSignal,
  ): Promise<ScreenCalls[Call]['answer']> {
    const id = (this.lastId += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, progress });
      this.port.postMessage({ kind: 'ask', id, name, given });
      const cancel = () => this.port.postMessage({ kind: 'cancel', id });
      if (signal?.aborted === true) cancel();
      else signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  private follow<Value>(followed: Followed, listener: (value: Value) => void): Unsubscribe {
    const id = (this.lastId += 1);
    this.following.set(id, listener);
    this.port.postMessage({ kind: 'follow', id, followed });
    return () => {
      if (this.following.delete(id)) this.port.postMessage({ kind: 'unfollow', id });
    };
  }

  private take(message: ToScreen): void {
    const waiting = this.waiting.get(message.id);
    switch (message.kind) {
      case 'told':
        return this.following.get(message.id)?.(message.value as never);
      case 'progress':
        return waiting?.progress?.(message.progress as never);
      case 'answer':
        this.waiting.delete(message.id);
        return waiting?.resolve(message.answer as never);
      case 'failed':
        this.waiting.delete(message.id);
        return waiting?.reject(new Error(message.reason));
    }
  }
}
