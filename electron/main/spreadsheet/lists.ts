import { randomUUID } from 'node:crypto';
import { MAX_LIST_BYTES, MAX_LIST_PIECE, type ListReply } from '../../../core/ipc/uploaded-list';
import type { ListAnswer, ListRequest } from './list-messages';
import { refuseList } from './reading/list-refusal';

/** The other process, as lists use it. */
export interface ListWorker {
  askList(request: ListRequest): Promise<ListAnswer>;
  end(): void;
}

export interface ListParts {
  readonly startWorker: () => ListWorker;
  /** Refusal when the signed-in user may not upload (RO-11), already audited; null when allowed. */
  readonly refusal: () => Promise<{ readonly code: string; readonly message: string } | null>;
  /** How long reading may take before the process is ended. Milliseconds. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 60_000;
const TOO_SLOW = 'too-slow';

interface Open {
  readonly id: string;
  readonly worker: ListWorker;
  bytes: number;
}

type Refused = { kind: 'refused'; code: string; message: string };

/** Reads uploaded lists, one at a time, each in a process of its own that ends with it, or when it takes too long. */
export class Lists {
  #open: Open | null = null;

  constructor(private readonly parts: ListParts) {}

  async open(bytes: number): Promise<ListReply<'list:open'>> {
    const forbidden = await this.parts.refusal();
    if (forbidden !== null) return { kind: 'refused', code: forbidden.code, message: forbidden.message };
    if (bytes > MAX_LIST_BYTES) return refusedFor('file-too-large');
    this.closeAll();
    const id = randomUUID();
    this.#open = { id, worker: this.parts.startWorker(), bytes: 0 };
    return { kind: 'opened', listId: id };
  }

  async bytes(listId: string, piece: unknown): Promise<ListReply<'list:bytes'>> {
    const open = this.#find(listId);
    if (open === null) return gone();
    if (!(piece instanceof Uint8Array) || piece.length > MAX_LIST_PIECE) return this.#refuse(open, 'file-damaged');
    open.bytes += piece.length;
    if (open.bytes > MAX_LIST_BYTES) return this.#refuse(open, 'file-too-large');
    const answer = await this.#ask(open, { kind: 'list-bytes', piece });
    return answer.kind === 'list-taken' ? { kind: 'taken' } : this.#stop(open, answer);
  }

  async read(listId: string): Promise<ListReply<'list:read'>> {
    const open = this.#find(listId);
    if (open === null) return gone();
    const answer = await this.#ask(open, { kind: 'list-read' });
    return answer.kind === 'list-read' ? { kind: 'read', total: answer.total } : this.#stop(open, answer);
  }

  async rows(listId: string, from: number, limit: number): Promise<ListReply<'list:rows'>> {
    const open = this.#find(listId);
    if (open === null) return gone();
    const answer = await this.#ask(open, { kind: 'list-rows', from, limit });
    if (answer.kind !== 'list-rows') return this.#stop(open, answer);
    return { kind: 'rows', rows: answer.rows.map((row) => [...row]) };
  }

  close(listId: string): void {
    if (this.#open?.id === listId) this.closeAll();
  }

  /** The page is gone, or a new list begins: whatever was being read goes. */
  closeAll(): void {
    this.#open?.worker.end();
    this.#open = null;
  }

  #find(listId: string): Open | null {
    return this.#open?.id === listId ? this.#open : null;
  }

  async #ask(open: Open, request: ListRequest): Promise<ListAnswer> {
    const { patienceMs = PATIENCE_MS } = this.parts;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<ListAnswer>((resolve) => {
      timer = setTimeout(() => resolve({ kind: 'failed', code: TOO_SLOW }), patienceMs);
    });
    try {
      return await Promise.race([open.worker.askList(request), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Too slow, out of memory or unreadable: the process is ended, and the person gets a sentence. */
  #stop(open: Open, answer: ListAnswer): Refused {
    this.close(open.id);
    if (answer.kind === 'list-refused') return { kind: 'refused', code: answer.code, message: answer.message };
    const isLate = answer.kind === 'failed' && answer.code === TOO_SLOW;
    return refusedFor(isLate ? TOO_SLOW : 'file-unpacks-too-large');
  }

  #refuse(open: Open, code: Parameters<typeof refuseList>[0]): Refused {
    this.close(open.id);
    return refusedFor(code);
  }
}

function refusedFor(code: Parameters<typeof refuseList>[0]): Refused {
  return { kind: 'refused', ...refuseList(code).refusal };
}

function gone(): Refused {
  return { kind: 'refused', code: 'list-gone', message: 'This file is no longer open. Choose it again.' };
}
