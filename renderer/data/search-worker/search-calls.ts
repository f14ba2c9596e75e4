import type { IdentifierKey } from '../../../core/domain/customers/duplicates';
import type { LookupMode } from '../../../core/domain/customers/lookup-query';
import type { SearchRow } from '../../../core/domain/customers/search-row';
import type { Result } from '../../../core/kernel/result';
import type { CustomerListSort } from '../register-data';

/** A customer's row as it is now; null when not to be found any more. */
export interface RowChange {
  readonly id: string;
  readonly row: SearchRow | null;
}

/** A search text as typed (LK-1, CL-2). */
export interface LookupRequest {
  readonly text: string;
  readonly mode: LookupMode;
  /** Enter was pressed, or the text was scanned or pasted (LK-8, LK-10). */
  readonly entered: boolean;
  /** Most rows to answer (LK-9). */
  readonly limit: number;
  /** The switch of NC-5 is off: nobody is found or selected by a number nobody sees (LK-1). */
  readonly withoutInternalIds?: boolean;
}

export type LookupAnswer =
  | { readonly kind: 'too-short' }
  | {
      readonly kind: 'found';
      /** Whole name words first, then A–Z (LK-9). */
      readonly rows: readonly SearchRow[];
      /** How many match, shown or not. */
      readonly total: number;
      /** The only customer whose internal ID the text is (LK-10); also answered when too short to search. */
      readonly identified: string | null;
    };

/** Which customers **My Customers** lists, and in which order (CL-2 … CL-5, CL-12, LO-9). */
export interface ListFilter {
  readonly text: string;
  readonly appUsersOnly: boolean;
  readonly sort: CustomerListSort;
  /** Null for all locations. */
  readonly locationId: string | null;
  /** The switch of NC-5 is off. */
  readonly withoutInternalIds?: boolean;
}

export interface PageRequest extends ListFilter {
  /** Rows to leave out at the beginning. */
  readonly offset: number;
  readonly limit: number;
}

export interface PageAnswer {
  readonly rows: readonly SearchRow[];
  readonly total: number;
}

/** What the index holds, for the status page and tests. */
export interface SearchStats {
  readonly customers: number;
  readonly appUsers: number;
  /** Customers per location. */
  readonly byLocation: Readonly<Record<string, number>>;
  readonly segments: number;
  /** Rows changed lately and not yet sorted in. */
  readonly fresh: number;
}

/** Ids and digests of rows as the asker knows them, side by side. See `rowDigest`. */
export interface CompareRequest {
  readonly ids: readonly string[];
  readonly digests: readonly number[];
}

export interface Comparison {
  /** Known here with another content, or not at all. */
  readonly stale: readonly string[];
  /** Known here and to nobody else. */
  readonly extra: readonly string[];
}

export type RestoreRefusal = 'unreadable' | 'other-version';

/** Every question to the search index: what is sent and what comes back. */
export interface SearchCalls {
  readonly change: { readonly request: readonly RowChange[]; readonly answer: null };
  /** Answered as soon as there is room: whoever fills faster than upkeep goes waits for it. */
  readonly room: { readonly request: null; readonly answer: null };
  readonly clear: { readonly request: null; readonly answer: null };
  readonly lookup: { readonly request: LookupRequest; readonly answer: LookupAnswer };
  readonly page: { readonly request: PageRequest; readonly answer: PageAnswer };
  /** Every customer of a filter, in its order: what an export writes (CL-14). */
  readonly ids: { readonly request: ListFilter; readonly answer: readonly string[] };
  readonly holders: { readonly request: readonly IdentifierKey[]; readonly answer: readonly SearchRow[] };
  readonly namesakes: {
    readonly request: Pick<SearchRow, 'firstName' | 'lastName'>;
    readonly answer: readonly SearchRow[];
  };
  readonly compare: { readonly request: CompareRequest; readonly answer: Comparison };
  /** `checkpoint`: whatever the asker wants to have back with `restore`. */
  readonly save: { readonly request: { readonly checkpoint: string }; readonly answer: ArrayBuffer };
  readonly restore: {
    readonly request: ArrayBuffer;
    readonly answer: Result<{ readonly checkpoint: string }, RestoreRefusal>;
  };
  readonly stats: { readonly request: null; readonly answer: SearchStats };
}

export type SearchCall = keyof SearchCalls;

/** One question on its way to the search worker. */
export interface SearchQuestion<Call extends SearchCall = SearchCall> {
  readonly id: number;
  readonly call: Call;
  readonly request: SearchCalls[Call]['request'];
}

/** Its answer; an error of ours travels as text without personal data. */
export type SearchReply =
  | { readonly id: number; readonly ok: true; readonly answer: SearchCalls[SearchCall]['answer'] }
  | { readonly id: number; readonly ok: false; readonly error: string };

/** Unasked: rows changed since the last word, so that what was answered before may be old. */
export interface SearchNews {
  readonly kind: 'changed';
}

/** The half of a `MessagePort` that is used; also what a test can stand in for. */
export interface SearchPort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent) => void) | null;
}
