import type { Card, DueReward } from '../../core/domain/cards/card';
import type { Customer } from '../../core/domain/customers/customer';
import type { FieldRefusal, NewCustomerForm } from '../../core/domain/customers/customer-form';
import type { SearchRow } from '../../core/domain/customers/search-row';
import type { JoinedPets } from '../../core/domain/customers/roll-up';
import type { Location, Settings, SettingsChanges, User } from '../../core/domain/organisation/organisation';
import type { ColumnMapping, RawRow } from '../../core/domain/imports/import-field';
import type { ImportCounts } from '../../core/domain/imports/import-sieve';
import type { ImportProblem } from '../../core/domain/imports/import-problem';
import type { Program } from '../../core/domain/programs/program';
import type { CheckoutDraft } from '../../core/domain/transactions/checkout-draft';
import type { TransactionDocument } from '../../core/domain/transactions/transaction-document';
import type { Resolution, WorkItem } from '../../core/domain/work-items/work-item';
import type { HistoryRow } from '../../core/domain/cards/recent-history';
import type { ProgramTotals, Standing } from '../../core/domain/cards/standing';
import type { Result } from '../../core/kernel/result';
import type { MessageTemplate } from '../../core/log/kinds';
import type { DeletedCustomer, FormerValue, RollUpSummary } from '../../core/sync/accounts';
import type { ImportsReply, ImportState } from '../../core/sync/import';
import type { MasterListMatch } from '../../core/sync/master-list';

/** A refusal any act may meet: a stable code for support and one sentence for the person. */
export interface DataRefusal {
  readonly kind: 'forbidden' | 'invalid' | 'taken' | 'offline' | 'not-found' | 'disk' | 'failed';
  readonly code: string;
  readonly message: string;
  /** Fields that were refused, for forms. */
  readonly fields?: readonly FieldRefusal[];
  /** The customer who already uses the identifier (IC-7). */
  readonly other?: { readonly customerId: string; readonly name: string; readonly locationName: string };
}

/** What the status line and the sync page say (OX-10). Instants in milliseconds. */
export interface RegisterStatus {
  readonly network: 'online' | 'offline' | 'connecting';
  /** How old the stored data is: the last instant at which everything was up to date; null before the first sync. */
  readonly dataAsOf: number | null;
  /** Entries not yet at the server, and since when the oldest waits. */
  readonly unsentEntries: number;
  readonly oldestUnsentAt: number | null;
  /** First sync or rebuild in progress; null otherwise. Lookup works as soon as `customersReady`. */
  readonly filling: { readonly what: string; readonly done: number; readonly total: number | null } | null;
  readonly customersReady: boolean;
  readonly customerCount: number;
  readonly openWorkItems: number;
  /** Storage trouble or a parked/refused entry worth telling, newest first; empty normally. */
  readonly notices: readonly { readonly code: string; readonly message: string; readonly at: number }[];
}

/** A customer opened: contact data with own unsent changes laid over, and what was earned. */
export interface CustomerView {
  readonly customer: Customer;
  readonly standing: Standing;
  readonly cards: readonly Card[];
  readonly dueRewards: readonly DueReward[];
  readonly programTotals: readonly { readonly program: Program; readonly totals: ProgramTotals }[];
  /** Own transactions not yet confirmed by the master list. */
  readonly unconfirmedTransactions: readonly string[];
  /** The customer belongs to other locations only and was brought here by selecting (LO-8). */
  readonly visiting: boolean;
  readonly possibleDuplicates: readonly SearchRow[];
}

export type CustomerListSort = 'name' | 'newest' | 'oldest';

/** Rows of one page of **My Customers** (CL-12). */
export const CUSTOMERS_PER_PAGE = 50;

/** What **My Customers** shows (CL-1 … CL-13). `locationId` null = all locations (LO-9). */
export interface CustomerListQuery {
  readonly text: string;
  readonly appUsersOnly: boolean;
  readonly sort: CustomerListSort;
  readonly locationId: string | null;
  /** From 0, of `CUSTOMERS_PER_PAGE` rows. */
  readonly page: number;
}
export interface CustomerListPage {
  readonly rows: readonly SearchRow[];
  readonly total: number;
  readonly page: number;
}

export type LookupReply =
  | { readonly kind: 'waiting' } // too few characters (LK-2)
  | {
      readonly kind: 'found';
      readonly rows: readonly SearchRow[];
      readonly more: boolean;
      readonly selects: string | null;
    }
  | { readonly kind: 'nobody' };

/** "At your other locations" (LO-8). */
export type ElsewhereReply =
  { readonly kind: 'offline' } | { readonly kind: 'searched'; readonly matches: readonly MasterListMatch[] };

/** Everything a customer ever bought and took. */
export interface WholeHistory {
  readonly cards: readonly Card[];
  /** Newest first. */
  readonly visits: readonly HistoryRow[];
}

/** Which accounts become one, and into which (RU-3). */
export interface CombineRequest {
  readonly primaryId: string;
  /** In queue order (RU-8). */
  readonly otherIds: readonly string[];
  readonly joinedPets: readonly JoinedPets[];
}

export interface ExportRequest {
  readonly what: 'customers' | 'pets';
  readonly format: 'xlsx' | 'csv';
  readonly query: CustomerListQuery;
}
export interface ExportProgress {
  readonly done: number;
  readonly total: number;
}

/** A file the person named, and how many rows are in it. */
export interface SavedFile {
  readonly fileName: string;
  readonly rows: number;
}

/** A list that was read, with its columns as recognised (UP-5). */
export interface UploadedList {
  readonly headers: readonly string[];
  readonly mapping: ColumnMapping;
  /** The first filled rows, with their numbers in the file. */
  readonly sample: readonly { readonly row: number; readonly cells: RawRow }[];
  /** Filled rows below the header. */
  readonly rows: number;
}

/** How a list is to be imported: what its columns hold, and where its customers will belong (UP-11). */
export interface UploadPlan {
  readonly mapping: ColumnMapping;
  readonly locationId: string;
  /** The upload that this one is once more, after a restore has lost it (UP-10); null for another list. */
  readonly again: string | null;
}

/** What a dry run came to (UP-6). */
export interface UploadCheck {
  readonly counts: ImportCounts;
  /** The first of them; the error file has all. */
  readonly problems: readonly ImportProblem[];
  readonly problemCount: number;
  /** False offline: rows of existing customers are found when the list is imported. */
  readonly customersChecked: boolean;
}

type Progress = (progress: ExportProgress) => void;

/** **Upload** of an existing customer list (2.12). Everything is refused to Cashiers (UP-5). */
export interface UploadActs {
  /** Whether a list may be uploaded (UP-8), and the last one; needs the network. */
  uploadStatus(): Promise<Result<ImportsReply, DataRefusal>>;
  /** Reads a file as rows; works offline. */
  readUpload(
    file: Blob,
    fileName: string,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<Result<UploadedList, DataRefusal>>;
  /** Sifts the rows of the list that was read; nothing is written. Null when called off. */
  checkUpload(
    plan: UploadPlan,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<Result<UploadCheck | null, DataRefusal>>;
  /** Imports the list as it was checked, all of it or nothing (UP-10). Null when called off in time. */
  importUpload(progress: Progress, signal: AbortSignal): Promise<Result<ImportState | null, DataRefusal>>;
  undoUpload(importId: string): Promise<Result<ImportState, DataRefusal>>;
  /** Every row with a problem, with its number and the reason. Null when the save dialog was cancelled. */
  saveUploadProblems(format: 'xlsx' | 'csv'): Promise<Result<SavedFile | null, DataRefusal>>;
  saveUploadTemplate(format: 'xlsx' | 'csv', withPoints: boolean): Promise<Result<SavedFile | null, DataRefusal>>;
}

/** Customers known here who look like the one that is typed. */
export interface SimilarCustomers {
  /** They have the same email, phone, Internal Customer ID or Employee ID (IC-7, IC-11, EB-8). */
  readonly holders: readonly SearchRow[];
  /** They have the same first and last name, and nothing else in common (IC-9). */
  readonly namesakes: readonly SearchRow[];
}

/** A customer as typed so far, identifiers as they are stored; `''` for what is missing. */
export interface TypedCustomer extends NewCustomerForm {
  /** `''` for whoever is to be no employee. */
  readonly employeeId: string;
}

/** What is known to every screen, pushed when it changes. */
export interface RegisterContext {
  readonly settings: Settings;
  readonly location: Location;
  readonly registerName: string;
  readonly scope: 'location' | 'all';
  readonly users: readonly User[];
  readonly user: User | null;
  readonly programs: readonly Program[];
}

/** Ends a subscription. */
export type Unsubscribe = () => void;

/**
 * What screens ask of the data layer, in the language of the trade. Lives in the data worker; the screen's side is a
 * thin proxy. Answers come from what this register stores (a cashier never waits for a network) unless a name says
 * otherwise. What the signed-in user may not do is refused here too (RO-11).
 */
export interface RegisterData extends UploadActs {
  watchStatus(listener: (status: RegisterStatus) => void): Unsubscribe;
  /** Null until the register has its settings (before the first sync). */
  watchContext(listener: (context: RegisterContext | null) => void): Unsubscribe;

  /** Checkout lookup (LK-1 … LK-10). `enter`: Enter was pressed (LK-8). Answered by the search worker. */
  lookup(text: string, enter: boolean): Promise<LookupReply>;
  lookupElsewhere(text: string): Promise<ElsewhereReply>;
  /** Who looks like a customer being typed (IC-7, IC-9). */
  similarCustomers(typed: TypedCustomer): Promise<SimilarCustomers>;
  customerList(query: CustomerListQuery): Promise<CustomerListPage>;
  /**
   * Says that what lists and lookups answered may be old: customers came, went or changed, here or elsewhere. A few
   * times a second at most, however many they are, and always once after the last.
   */
  watchCustomers(listener: () => void): Unsubscribe;

  /** Follows one customer; null when not known here. */
  watchCustomer(customerId: string, listener: (view: CustomerView | null) => void): Unsubscribe;
  /** Brings a customer of another location here (LO-8); needs the network. */
  bringCustomer(customerId: string): Promise<Result<null, DataRefusal>>;
  /** **Save Pet Owner** (NC-2 … NC-21): the account exists when this returns (NC-14). */
  addCustomer(
    form: NewCustomerForm,
    messages: readonly MessageTemplate[],
  ): Promise<Result<{ customerId: string }, DataRefusal>>;
  /** Changed fields only, keyed as in `applyEdit`. `messages`: **Save and Send Verification Email**. */
  editCustomer(
    customerId: string,
    changes: Readonly<Record<string, unknown>>,
    messages: readonly MessageTemplate[],
  ): Promise<Result<null, DataRefusal>>;
  /** Refused to Cashiers (DE-6). */
  deleteCustomer(customerId: string): Promise<Result<null, DataRefusal>>;

  /** **Combine Customers** (RU-3); needs the network, as all of the following (RU-18). Refused to Cashiers. */
  combineCustomers(request: CombineRequest): Promise<Result<{ readonly rollUpId: string }, DataRefusal>>;
  /** Cards and visits that lie further back than what is kept here (HI-4); needs the network. */
  wholeHistory(customerId: string): Promise<Result<WholeHistory, DataRefusal>>;
  /**
   * What the business knows of a customer, as a file for that customer; null when cancelled. Visits further back than
   * what is kept here are in it while there is a network. Refused to Cashiers.
   */
  exportCustomerCopy(
    customerId: string,
    format: 'json' | 'xlsx',
  ): Promise<Result<{ readonly fileName: string } | null, DataRefusal>>;
  /** **Undo Roll-Up** (RU-15). */
  undoRollUp(rollUpId: string, primaryId: string): Promise<Result<null, DataRefusal>>;
  /** Roll-ups of a customer that can be undone, newest first. */
  rollUpsOf(customerId: string): Promise<Result<readonly RollUpSummary[], DataRefusal>>;
  /** What the fields of a customer held before (CP-7, CP-9), newest first. Refused to Cashiers. */
  formerValuesOf(customerId: string): Promise<Result<readonly FormerValue[], DataRefusal>>;
  /** **Deleted customers** (DE-7), newest first; `text` as in lookup. */
  deletedCustomers(text: string): Promise<Result<readonly DeletedCustomer[], DataRefusal>>;
  restoreCustomer(customerId: string): Promise<Result<null, DataRefusal>>;
  /** Erases everything personal for good. */
  eraseCustomer(customerId: string): Promise<Result<null, DataRefusal>>;
  /** One of `resolutionsOf` the item's kind. */
  settleWorkItem(workItemId: string, resolution: Resolution): Promise<Result<null, DataRefusal>>;
  /** Field requirements and switches (FS-1, FS-6, NC-5, RU-2); Master Admin. */
  changeSettings(changes: SettingsChanges): Promise<Result<null, DataRefusal>>;

  /** Drafts survive a crash: kept as files by main (PU-19). */
  openDrafts(): Promise<readonly CheckoutDraft[]>;
  /** Transactions found finished at this start, whose receipt nobody may have seen; `discardDraft` says it was shown. */
  unseenReceipts(): Promise<readonly TransactionDocument[]>;
  saveDraft(draft: CheckoutDraft): Promise<Result<null, DataRefusal>>;
  discardDraft(draftId: string): Promise<void>;
  /** **Finished**: returns only when the entry is flushed to disk (OX-1). Finishing the same draft again returns the same receipt. */
  finish(draft: CheckoutDraft): Promise<Result<TransactionDocument, DataRefusal>>;
  /** A finished transaction known here, for its receipt. */
  transaction(transactionId: string): Promise<TransactionDocument | null>;

  /** Opens the save dialog, writes the file, logs the export (CL-8, CL-14). Refused to Cashiers. Null when cancelled. */
  exportCustomers(
    request: ExportRequest,
    progress: (progress: ExportProgress) => void,
    signal: AbortSignal,
  ): Promise<Result<{ readonly fileName: string; readonly rows: number } | null, DataRefusal>>;

  workItems(): Promise<readonly WorkItem[]>;
  /** Per collection: how many documents are kept and the age of the newest; per log: entries and acknowledgement. */
  syncReport(): Promise<SyncReport>;
}

export interface SyncReport {
  readonly collections: readonly { readonly name: string; readonly count: number; readonly headsBehind: number }[];
  readonly logs: readonly { readonly logId: string; readonly entries: number; readonly acknowledgedThrough: number }[];
  readonly epoch: number | null;
  readonly lastComparedAt: number | null;
  readonly lastComparison: 'equal' | 'different' | 'never';
}
