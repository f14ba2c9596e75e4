import type { RegisterData } from './register-data';

/** What a screen asks of the data worker once, by the names of `RegisterData`. */
export type AskedName =
  | 'lookupElsewhere'
  | 'bringCustomer'
  | 'addCustomer'
  | 'editCustomer'
  | 'deleteCustomer'
  | 'openDrafts'
  | 'unseenReceipts'
  | 'saveDraft'
  | 'discardDraft'
  | 'finish'
  | 'transaction'
  | 'workItems'
  | 'combineCustomers'
  | 'undoRollUp'
  | 'rollUpsOf'
  | 'formerValuesOf'
  | 'deletedCustomers'
  | 'restoreCustomer'
  | 'eraseCustomer'
  | 'settleWorkItem'
  | 'changeSettings'
  | 'wholeHistory'
  | 'exportCustomerCopy'
  | 'syncReport'
  | 'uploadStatus'
  | 'undoUpload'
  | 'saveUploadProblems'
  | 'saveUploadTemplate';

/** Questions that tell their progress and can be called off; both travel beside the message. */
interface UploadCalls {
  readonly readUpload: {
    readonly given: [file: Blob, fileName: string];
    readonly answer: Awaited<ReturnType<RegisterData['readUpload']>>;
  };
  readonly checkUpload: {
    readonly given: [plan: Parameters<RegisterData['checkUpload']>[0]];
    readonly answer: Awaited<ReturnType<RegisterData['checkUpload']>>;
  };
  readonly importUpload: {
    readonly given: [];
    readonly answer: Awaited<ReturnType<RegisterData['importUpload']>>;
  };
}

/** One question to the data worker. `mayList`: whether the user may list another location's customers (LO-9). */
export type ScreenCalls = UploadCalls & {
  readonly [Name in AskedName]: {
    readonly given: Parameters<RegisterData[Name]>;
    readonly answer: Awaited<ReturnType<RegisterData[Name]>>;
  };
} & {
  readonly mayList: { readonly given: [locationId: string | null]; readonly answer: boolean };
  readonly exportCustomers: {
    readonly given: [request: Parameters<RegisterData['exportCustomers']>[0]];
    readonly answer: Awaited<ReturnType<RegisterData['exportCustomers']>>;
  };
};
export type ScreenCall = keyof ScreenCalls;

/** What a screen follows. */
export type Followed =
  | { readonly what: 'status' }
  | { readonly what: 'context' }
  | { readonly what: 'customer'; readonly customerId: string };

/** Screen → data worker. `id` names the question or subscription; never used twice on one port. */
export type ToDataWorker =
  | { readonly kind: 'ask'; readonly id: number; readonly name: ScreenCall; readonly given: readonly unknown[] }
  /** The question is not wanted any more; it is answered all the same. */
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'follow'; readonly id: number; readonly followed: Followed }
  | { readonly kind: 'unfollow'; readonly id: number }
  /** The network may be back. */
  | { readonly kind: 'wake' }
  /** Somebody types, scans, clicks or scrolls: what nobody waits for holds back. */
  | { readonly kind: 'acted' };

/** Data worker → screen. */
export type ToScreen =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  /** A mistake of ours or trouble, never an expected outcome. No personal data. */
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly kind: 'told'; readonly id: number; readonly value: unknown };

/** The half of a `MessagePort` that is used; also what a test can stand in for. */
export interface ScreenPort {
  postMessage(message: ToScreen | ToDataWorker): void;
  onmessage: ((event: MessageEvent) => void) | null;
}
