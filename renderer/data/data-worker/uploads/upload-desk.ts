import type { ColumnMapping } from '../../../../core/domain/imports/import-field';
import { ImportSieve, type ExistingIdentifier, type SiftedList } from '../../../../core/domain/imports/import-sieve';
import { isBlankRow, readingPlan } from '../../../../core/domain/imports/read-import-row';
import { recogniseColumns } from '../../../../core/domain/imports/recognise-columns';
import { ok, refuse, type Result } from '../../../../core/kernel/result';
import {
  CheckImportReplySchema,
  ImportsReplySchema,
  ImportStateSchema,
  MAX_IMPORT_CHUNK,
  type ImportState,
} from '../../../../core/sync/import';
import type { DataRefusal, UploadActs, UploadedList, UploadPlan } from '../../register-data';
import { permit } from '../register/acts/permit';
import type { Engine } from '../register/engine';
import type { MainPort } from '../register/ports';
import type { Register } from '../register/register';
import { importList } from './import-list';
import { readRows } from './read-rows';
import { saveSheet } from './save-sheet';
import { askServer } from './server-refusals';
import { problemSheet, templateSheet } from './upload-sheets';

/** Rows sifted at once; between two pieces whoever is at the counter is served. */
const PIECE = 250;
const SAMPLE = 8;
/** Problems that are shown; all of them are in the file. */
const SHOWN_PROBLEMS = 200;

/** The list that is being uploaded; there is one at a time. */
interface Held {
  readonly rows: readonly (readonly string[])[];
  readonly headerRow: number;
  readonly fileName: string;
  readonly importId: string;
  sifted: SiftedList | null;
  locationId: string;
  /** The lost upload that this list is once more. */
  again: string | null;
}

/**
 * Uploads of customer lists, away from the screen's thread: reads the file, sifts its rows, asks the server who is a
 * customer already, and hands it the list. Reading and sifting work offline (UP-6).
 */
export class UploadDesk implements UploadActs {
  private held: Held | null = null;

  constructor(
    private readonly register: Register,
    private readonly main: MainPort,
    private readonly wait: (ms: number) => Promise<void>,
  ) {}

  uploadStatus: UploadActs['uploadStatus'] = async () => {
    const begun = await this.begin(null);
    if (!begun.ok) return begun;
    const { server, signal } = begun.value.actsParts;
    return askServer(() => server.imports('', ImportsReplySchema, null, signal));
  };

  readUpload: UploadActs['readUpload'] = async (file, fileName, progress, signal) => {
    this.held = null;
    const begun = await this.begin(null);
    if (!begun.ok) return begun;
    const read = await readRows(this.main, file, progress, signal);
    if (!read.ok) return read;
    const rows = read.value;
    const { headerRow, mapping } = recogniseColumns(rows);
    const importId = begun.value.actsParts.ids.newId();
    this.held = { rows, headerRow, fileName, importId, sifted: null, locationId: '', again: null };
    const filled = rows.flatMap((cells, index) =>
      index <= headerRow || isBlankRow(cells) ? [] : [{ row: index + 1, cells }],
    );
    const list: UploadedList = {
      headers: Array.from(mapping, (_, column) => rows[headerRow]?.[column] ?? ''),
      mapping,
      sample: filled.slice(0, SAMPLE),
      rows: filled.length,
    };
    return ok(list);
  };

  checkUpload: UploadActs['checkUpload'] = async (plan, progress, signal) => {
    const begun = await this.begin(plan.locationId);
    if (!begun.ok) return begun;
    const { held } = this;
    if (held === null) return refuse(NO_LIST);
    const country = countryOf(begun.value, plan.locationId);
    const sieve = await this.sift(held, plan.mapping, country, progress, signal);
    if (signal.aborted) return ok(null);
    const existing = await this.existing(begun.value, plan, sieve.sifted(), signal);
    const sifted = sieve.sifted(existing.ok ? existing.value : []);
    Object.assign(held, { sifted, locationId: plan.locationId, again: plan.again });
    const { counts, problems } = sifted;
    return ok({
      ...{ counts, problems: problems.slice(0, SHOWN_PROBLEMS), problemCount: problems.length },
      customersChecked: existing.ok,
    });
  };

  importUpload: UploadActs['importUpload'] = async (progress, signal) => {
    const { held } = this;
    if (held?.sifted == null) return refuse(NO_LIST);
    const begun = await this.begin(held.locationId);
    if (!begun.ok) return begun;
    const { server } = begun.value.actsParts;
    const { importId, fileName, locationId, sifted, again } = held;
    const begin = { importId: again ?? importId, fileName, locationId, total: sifted.customers.length };
    const parts = { server, wait: this.wait, stopped: begun.value.actsParts.signal };
    const done = await importList(parts, begin, sifted.customers, progress, signal);
    // Called off or refused: the next try is another upload.
    this.held = done.ok && done.value !== null ? null : { ...held, importId: begun.value.actsParts.ids.newId() };
    return done;
  };

  undoUpload: UploadActs['undoUpload'] = async (importId) => {
    const begun = await this.begin(null);
    if (!begun.ok) return begun;
    const { server, signal } = begun.value.actsParts;
    const path = `/${encodeURIComponent(importId)}/undo`;
    return askServer<ImportState>(() => server.imports(path, ImportStateSchema, {}, signal));
  };

  saveUploadProblems: UploadActs['saveUploadProblems'] = async (format) => {
    const { held } = this;
    if (held?.sifted == null) return refuse(NO_LIST);
    const begun = await this.begin(held.locationId);
    if (!begun.ok) return begun;
    const country = countryOf(begun.value, held.locationId);
    const sheet = problemSheet(held.rows, held.headerRow, held.sifted.problems, country);
    return saveSheet(this.main, { what: 'upload-problems', format, scope: held.locationId, ...sheet });
  };

  saveUploadTemplate: UploadActs['saveUploadTemplate'] = async (format, withPoints) => {
    const begun = await this.begin(null);
    if (!begun.ok) return begun;
    const scope = begun.value.actsParts.identity().location.id;
    return saveSheet(this.main, { what: 'upload-template', format, scope, ...templateSheet(withPoints) });
  };

  /** The register at work, if the user may upload there; null for the own location (UP-5, RO-11). */
  private async begin(locationId: string | null): Promise<Result<Engine, DataRefusal>> {
    const engine = await this.register.ready();
    const id = locationId ?? engine.actsParts.identity().location.id;
    const permitted = await permit(engine.actsParts, 'upload-customers', { id });
    return permitted.ok ? ok(engine) : permitted;
  }

  private async sift(
    { rows, headerRow }: Held,
    mapping: ColumnMapping,
    country: string,
    progress: Parameters<UploadActs['checkUpload']>[1],
    signal: AbortSignal,
  ): Promise<ImportSieve> {
    const sieve = new ImportSieve(readingPlan(mapping, rows[headerRow] ?? []), country);
    for (let from = headerRow + 1; from < rows.length && !signal.aborted; from += PIECE) {
      rows.slice(from, from + PIECE).forEach((cells, index) => sieve.take(cells, from + index + 1));
      progress({ done: Math.min(rows.length, from + PIECE), total: rows.length });
      await this.wait(0);
    }
    return sieve;
  }

  /** Which rows are customers already; a refusal when the server cannot be asked. */
  private async existing(
    engine: Engine,
    { locationId }: UploadPlan,
    { customers }: SiftedList,
    signal: AbortSignal,
  ): Promise<Result<readonly ExistingIdentifier[], DataRefusal>> {
    const { server } = engine.actsParts;
    const existing: ExistingIdentifier[] = [];
    for (let from = 0; from < customers.length && !signal.aborted; from += MAX_IMPORT_CHUNK) {
      const rows = customers.slice(from, from + MAX_IMPORT_CHUNK).map(({ row, email, phone, internalId }) => {
        return { row, email, phone, internalId };
      });
      const reply = await askServer(() =>
        server.imports('/check', CheckImportReplySchema, { locationId, rows }, engine.actsParts.signal),
      );
      if (!reply.ok) return reply;
      existing.push(...reply.value.existing);
    }
    return ok(existing);
  }
}

/** How phones are read and shown there (NC-16). */
function countryOf({ directory }: Engine, locationId: string): string {
  return directory.location(locationId)?.country ?? 'US';
}

const NO_LIST: DataRefusal = {
  kind: 'not-found',
  code: 'list-gone',
  message: 'This list is no longer open. Choose the file again.',
};
