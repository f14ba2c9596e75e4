import { join } from 'node:path';
import { Value } from 'typebox/value';
import { DraftSchema, type Draft } from '../../../core/ipc/data-port';
import { ok, refuse, type Result } from '../../../core/kernel/result';
import type { LogEntry } from '../../../core/log/entry';
import { isDiskFull, type Disk } from '../journal/disk';
import { isUnfinished, readSmallFile, replaceFile } from '../journal/small-file';

/** A draft of thousands of lines is far below this. */
export const MAX_DRAFT_BYTES = 1024 * 1024;

export type DraftRefusal =
  | { readonly kind: 'disk-full' | 'not-written' | 'draft-too-large' }
  /** The transaction is in the journal: it is no draft any more. */
  | { readonly kind: 'already-finished'; readonly entry: LogEntry };

/** The part of the journal that tells which drafts were finished. */
export interface FinishedTransactions {
  holds(effectId: string): boolean;
  find(effectId: string): Promise<LogEntry | null>;
}

export interface KeptDrafts {
  readonly drafts: readonly Draft[];
  /** Entries of drafts found finished at this start, whose receipt nobody may have seen. */
  readonly finished: readonly LogEntry[];
  /** Files that hold no draft; they are kept under another name. */
  readonly unreadable: number;
}

const ENDING = '.json';

/**
 * Transactions in progress and held sales, one small file each, replaced as a whole (PU-19).
 *
 * The file of a finished one goes when its receipt was shown: a crash between **Finished** and the receipt leaves it
 * behind, and the next start offers the receipt instead of the draft.
 */
export class DraftFiles {
  readonly #drafts = new Map<string, Draft>();
  readonly #finished = new Map<string, LogEntry>();
  #unreadable = 0;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly disk: Disk,
    private readonly folder: string,
    private readonly journal: FinishedTransactions,
  ) {}

  /** Reads all drafts. Rejects only when the folder itself cannot be read or made. */
  static async open(disk: Disk, folder: string, journal: FinishedTransactions): Promise<DraftFiles> {
    const files = new DraftFiles(disk, folder, journal);
    await disk.makeFolder(folder);
    for (const name of await disk.list(folder)) {
      if (isUnfinished(name)) await disk.remove(join(folder, name)).catch(() => undefined);
      else if (name.endsWith(ENDING)) await files.#readDraft(name);
    }
    return files;
  }

  async #readDraft(name: string): Promise<void> {
    const draft = parseDraft(await readSmallFile(this.disk, join(this.folder, name)).catch(() => null));
    if (draft === null || fileName(draft.id) !== name) {
      this.#unreadable += 1;
      const path = join(this.folder, name);
      await this.disk.rename(path, `${path}.set-aside`).catch(() => undefined);
      return;
    }
    if (!this.journal.holds(draft.id)) {
      this.#drafts.set(draft.id, draft);
      return;
    }
    const entry = await this.journal.find(draft.id).catch(() => null);
    if (entry !== null) this.#finished.set(draft.id, entry);
  }

  list(): KeptDrafts {
    return {
      drafts: [...this.#drafts.values()],
      finished: [...this.#finished.values()],
      unreadable: this.#unreadable,
    };
  }

  /** Keeps a draft; returns when it would survive a power cut. */
  save(draft: Draft): Promise<Result<null, DraftRefusal>> {
    return this.#inTurn(async () => {
      if (this.journal.holds(draft.id)) {
        const entry = await this.journal.find(draft.id).catch(() => null);
        return refuse(entry === null ? { kind: 'not-written' } : { kind: 'already-finished', entry });
      }
      const text = JSON.stringify(draft);
      if (text.length > MAX_DRAFT_BYTES) return refuse({ kind: 'draft-too-large' });
      try {
        await replaceFile(this.disk, this.#path(draft.id), text);
      } catch (error) {
        return refuse({ kind: isDiskFull(error) ? 'disk-full' : 'not-written' });
      }
      this.#drafts.set(draft.id, draft);
      return ok(null);
    });
  }

  /** Forgets a draft, or a finished one whose receipt was shown. What is not there is no error. */
  remove(id: string): Promise<Result<null, { readonly kind: 'not-written' }>> {
    return this.#inTurn(async () => {
      try {
        await this.disk.remove(this.#path(id));
        await this.disk.syncFolder(this.folder);
      } catch {
        return refuse({ kind: 'not-written' });
      }
      this.#drafts.delete(id);
      this.#finished.delete(id);
      return ok(null);
    });
  }

  #path(id: string): string {
    return join(this.folder, fileName(id));
  }

  /** One after the other: two saves of one draft must not write over one another. */
  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.#last.then(work, work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

function fileName(id: string): string {
  return `${id}${ENDING}`;
}

function parseDraft(text: string | null): Draft | null {
  try {
    const draft: unknown = JSON.parse(text ?? 'null');
    return Value.Check(DraftSchema, draft) ? draft : null;
  } catch {
    return null;
  }
}
