import type { ListAnswer, ListRequest } from './list-messages';
import { readList, type ListRows } from './reading/read-list';

/** The spreadsheet process's side of reading one list. */
export class ListDesk {
  #pieces: Uint8Array[] = [];
  #rows: ListRows = [];

  answer(request: ListRequest): ListAnswer {
    switch (request.kind) {
      case 'list-bytes':
        this.#pieces.push(request.piece);
        return { kind: 'list-taken' };
      case 'list-read': {
        const bytes = Buffer.concat(this.#pieces);
        this.#pieces = [];
        const list = readList(bytes);
        if (!list.ok) return { kind: 'list-refused', ...list.refusal };
        this.#rows = list.value;
        return { kind: 'list-read', total: list.value.length };
      }
      case 'list-rows':
        return { kind: 'list-rows', rows: this.#rows.slice(request.from, request.from + request.limit) };
    }
  }
}
