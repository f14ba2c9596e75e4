import type { ListRows } from './reading/read-list';

/** What main asks of the spreadsheet process about one list that is being read. */
export type ListRequest =
  | { readonly kind: 'list-bytes'; readonly piece: Uint8Array }
  | { readonly kind: 'list-read' }
  | { readonly kind: 'list-rows'; readonly from: number; readonly limit: number };

/** Answers in the order of the requests. */
export type ListAnswer =
  | { readonly kind: 'list-taken' }
  | { readonly kind: 'list-read'; readonly total: number }
  | { readonly kind: 'list-rows'; readonly rows: ListRows }
  | { readonly kind: 'list-refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'failed'; readonly code: string };

/** True for a request about a list, and not about an export. */
export function isListRequest(request: { readonly kind: string }): request is ListRequest {
  return request.kind.startsWith('list-');
}
