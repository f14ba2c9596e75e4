import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { ExportBegin, ExportReply, ExportRow } from '../../../core/ipc/export';
import type { SpreadsheetReply, SpreadsheetRequest } from './messages';

/** The other process, as exports use it. */
export interface SpreadsheetWorker {
  ask(request: SpreadsheetRequest): Promise<SpreadsheetReply>;
  end(): void;
}

/** What exports need of the rest of main. */
export interface ExportParts {
  /** The system's save dialog; null when the person cancels. */
  readonly askForPath: (suggestedName: string, fileKind: ExportBegin['fileKind']) => Promise<string | null>;
  readonly startWorker: () => SpreadsheetWorker;
  /** Refusal when the signed-in user may not write this file (RO-11), already audited; null when allowed. */
  readonly refusal: (what: ExportBegin['what']) => Promise<{ readonly code: string; readonly message: string } | null>;
  /** Writes the export to the register log (CL-14, SE-4). False when it could not be written. */
  readonly record: (facts: {
    readonly exportId: string;
    readonly what: ExportBegin['what'];
    readonly format: ExportBegin['fileKind'];
    readonly rows: number;
    readonly scope: string;
    readonly filtered: boolean;
  }) => Promise<boolean>;
}

const SHEET_NAMES: Readonly<Record<ExportBegin['what'], string>> = {
  customers: 'Customers',
  pets: 'Pets',
  'customer-copy': 'Customer',
  'upload-problems': 'Not imported',
  'upload-template': 'Customers',
};

interface Running {
  readonly id: string;
  readonly begin: ExportBegin;
  readonly path: string;
  readonly worker: SpreadsheetWorker;
  rows: number;
}

type Refused = { kind: 'refused'; code: string; message: string };

/** Exports of this register: one at a time, each a file that appears whole or not at all. */
export class Exports {
  readonly #parts: ExportParts;
  #running: Running | null = null;
  #asking = false;

  constructor(parts: ExportParts) {
    this.#parts = parts;
  }

  async begin(request: ExportBegin): Promise<ExportReply<'export:begin'>> {
    const forbidden = await this.#parts.refusal(request.what);
    if (forbidden !== null) return { kind: 'refused', ...forbidden };
    if (this.#running !== null || this.#asking) {
      return refused('busy', 'Another export is being written. Wait for it, or cancel it.');
    }
    this.#asking = true;
    try {
      const path = await this.#parts.askForPath(request.suggestedName, request.fileKind);
      if (path === null) return { kind: 'cancelled' };
      const { columns, fileKind, what } = request;
      const id = randomUUID();
      const worker = this.#parts.startWorker();
      const sheetName = SHEET_NAMES[what];
      const reply = await worker.ask({ kind: 'begin', id, options: { path, fileKind, sheetName, columns } });
      if (reply.kind === 'failed') {
        worker.end();
        return notWritten(reply.code);
      }
      this.#running = { id, begin: request, path, worker, rows: 0 };
      return { kind: 'begun', exportId: id };
    } finally {
      this.#asking = false;
    }
  }

  async rows(exportId: string, rows: readonly ExportRow[]): Promise<ExportReply<'export:rows'>> {
    const running = this.#running;
    if (running?.id !== exportId) return unknownExport();
    const reply = await running.worker.ask({ kind: 'rows', rows });
    if (reply.kind === 'failed') return this.#stop(running, reply.code);
    running.rows += rows.length;
    return { kind: 'taken' };
  }

  async finish(exportId: string): Promise<ExportReply<'export:finish'>> {
    const running = this.#running;
    if (running?.id !== exportId) return unknownExport();
    const { what, fileKind: format, scope, filtered } = running.begin;
    // The log knows of the file before it exists: none leaves unrecorded.
    const recorded = await this.#parts.record({ exportId, what, format, rows: running.rows, scope, filtered });
    if (!recorded) {
      await this.cancel(exportId);
      return refused('not-recorded', 'The export could not be written to the register log, so no file was made.');
    }
    const reply = await running.worker.ask({ kind: 'finish' });
    if (reply.kind === 'failed') return this.#stop(running, reply.code);
    this.#end(running);
    return { kind: 'written', fileName: basename(running.path), rows: reply.rows };
  }

  async cancel(exportId: string): Promise<void> {
    const running = this.#running;
    if (running?.id !== exportId) return;
    await running.worker.ask({ kind: 'cancel' });
    this.#end(running);
  }

  /** The page is gone: whatever it was exporting goes with it. */
  async cancelAll(): Promise<void> {
    if (this.#running !== null) await this.cancel(this.#running.id);
  }

  #stop(running: Running, code: string): Refused {
    this.#end(running);
    return notWritten(code);
  }

  #end(running: Running): void {
    running.worker.end();
    if (this.#running === running) this.#running = null;
  }
}

function refused(code: string, message: string): Refused {
  return { kind: 'refused', code, message };
}

function unknownExport(): Refused {
  return refused('unknown-export', 'This export is no longer running. Start it again.');
}

function notWritten(systemCode: string): Refused {
  const full = systemCode === 'ENOSPC';
  return refused(
    full ? 'disk-full' : 'not-written',
    full
      ? 'The disk is full, so the file was not written. Nothing else was touched.'
      : 'The file could not be written there. Choose another folder; nothing else was touched.',
  );
}
