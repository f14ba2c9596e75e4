import { isInternalIdOn } from '../../../../core/domain/customers/internal-id';
import { ok, refuse, type Result } from '../../../../core/kernel/result';
import type { DataRefusal, ExportProgress, ExportRequest } from '../../register-data';
import type { SearchClient } from '../../search-worker/search-client';
import { hand, refusalOf } from './hand-rows';
import { permit } from '../register/acts/permit';
import type { Register } from '../register/register';
import type { MainPort } from '../register/ports';
import { customerSheet, datesIn, petSheet } from './customer-sheet';
import { rowsInOrder, rowsOfTexts } from './rows-in-order';

export type ExportCustomers = (
  request: ExportRequest,
  progress: (progress: ExportProgress) => void,
  signal: AbortSignal,
) => Promise<Result<{ readonly fileName: string; readonly rows: number } | null, DataRefusal>>;

/** Customers handed on at once. */
const CHUNK = 1000;

/**
 * Hands main exactly the rows of the current filter, in their order, chunk by chunk (CL-14); main asks for the file
 * name, writes the file and logs the export. Works on what is stored here, so offline too.
 */
export function customerExport(register: Register, main: MainPort, search: Pick<SearchClient, 'ask'>): ExportCustomers {
  return async ({ what, format, query }, progress, signal) => {
    const engine = await register.ready();
    const { locationId } = query;
    const permitted = await permit(
      engine.actsParts,
      'export-customers',
      locationId === null ? null : { id: locationId },
    );
    if (!permitted.ok) return permitted;

    const sheet = what === 'customers' ? customerSheet : petSheet;
    const { location } = engine.actsParts.identity();
    const context = {
      location,
      locationName: (id: string) => engine.directory.location(id)?.name ?? '',
      dateOf: datesIn(location.timeZone),
      now: engine.actsParts.clock.now(),
    };
    const { text, appUsersOnly, sort } = query;
    const withoutInternalIds = !isInternalIdOn(engine.directory.settings);
    const ids = await search.ask('ids', { text, appUsersOnly, sort, locationId, withoutInternalIds });
    const begun = await main.ask('export:begin', {
      ...{ fileKind: format, what, suggestedName: sheet.suggestedName, columns: [...sheet.columns] },
      ...{ scope: locationId ?? 'all', filtered: text.trim() !== '' || appUsersOnly },
    });
    if (begun.kind === 'cancelled') return ok(null);
    if (begun.kind === 'refused') return refuse(refusalOf(begun));

    const { exportId } = begun;
    try {
      const total = ids.length;
      // Half of the way is reading, the other half writing.
      const onRead = (count: number) => progress({ done: Math.floor(count / 2), total });
      const texts = await rowsInOrder(engine, { ids, sheet, context, onRead, signal });
      for (let from = 0; from < total && !signal.aborted; from += CHUNK) {
        progress({ done: Math.floor((total + from) / 2), total });
        const refused = await hand(main, exportId, rowsOfTexts(texts.slice(from, from + CHUNK)));
        if (refused !== null) return refuse(refused);
      }
      if (signal.aborted) return ok(null);
      progress({ done: ids.length, total: ids.length });
      const written = await main.ask('export:finish', { exportId });
      if (written.kind === 'refused') return refuse(refusalOf(written));
      return ok({ fileName: written.fileName, rows: written.rows });
    } finally {
      // After a finished export there is nothing left to call off.
      await main.ask('export:cancel', { exportId }).catch(() => undefined);
    }
  };
}
