import { recentHistoryOf } from '../../../../core/domain/cards/recent-history';
import { fullName } from '../../../../core/domain/customers/customer';
import { dataCopy, type CopyParts } from '../../../../core/domain/customers/data-copy';
import { formerValueWords } from '../../../../core/domain/customers/former-value';
import type { ExportColumn, ExportRow } from '../../../../core/ipc/export';
import { businessDateAt } from '../../../../core/kernel/calendar';
import { ok, refuse, type Result } from '../../../../core/kernel/result';
import type { FormerValue } from '../../../../core/sync/accounts';
import type { DataRefusal } from '../../register-data';
import { notFound } from '../register/acts/acts-parts';
import { permit } from '../register/acts/permit';
import type { MainPort } from '../register/ports';
import type { Register } from '../register/register';
import { hand, refusalOf } from './hand-rows';

export type ExportCopy = (
  customerId: string,
  format: 'json' | 'xlsx',
) => Promise<Result<{ readonly fileName: string } | null, DataRefusal>>;

const COLUMNS: readonly ExportColumn[] = [
  { title: 'About', kind: 'text', width: 14 },
  { title: 'What', kind: 'text', width: 44 },
  { title: 'Value', kind: 'text', width: 60 },
];
/** A cell takes 2,000 characters. */
const PIECE = 1500;

/** What the business knows of a customer, in a file for that customer; logged like every export (CL-14). */
export function copyExport(register: Register, main: MainPort): ExportCopy {
  return async (customerId, format) => {
    const { actsParts, directory } = await register.ready();
    const { location } = actsParts.identity();
    const permitted = await permit(actsParts, 'export-customers', location);
    if (!permitted.ok) return permitted;
    const view = await register.view(customerId);
    if (view === null) return refuse(notFound);
    const { customer, standing, cards } = view;
    const admin = await register.admin();
    const [whole, former] = await Promise.all([register.wholeHistory(customerId), admin.formerValuesOf(customerId)]);
    const lines = dataCopy(customer, {
      former: former.ok ? inWords(former.value, location.country) : [],
      ...(whole.ok ? whole.value : { cards, visits: recentHistoryOf(standing) }),
      locationName: (id) => directory.location(id)?.name ?? id,
      dateOf: (instant) => businessDateAt(instant, location.timeZone),
    });

    const suggestedName = `${fullName(customer).replaceAll(/[^\p{L}\p{N} -]/gu, '')} data.${format}`;
    const begun = await main.ask('export:begin', {
      ...{ fileKind: format, what: 'customer-copy', suggestedName, columns: [...COLUMNS] },
      ...{ scope: customer.id, filtered: false },
    });
    if (begun.kind === 'cancelled') return ok(null);
    if (begun.kind === 'refused') return refuse(refusalOf(begun));
    const { exportId } = begun;
    try {
      const rows = format === 'xlsx' ? lines.map((line) => [...line]) : pieces(jsonOf(customer, lines));
      const refused = await hand(main, exportId, rows);
      if (refused !== null) return refuse(refused);
      const written = await main.ask('export:finish', { exportId });
      return written.kind === 'refused' ? refuse(refusalOf(written)) : ok({ fileName: written.fileName });
    } finally {
      await main.ask('export:cancel', { exportId }).catch(() => undefined);
    }
  };
}

function inWords(values: readonly FormerValue[], country: string): CopyParts['former'] {
  return values.flatMap(({ field, value, replacedAt }) => {
    const words = formerValueWords(field, value, country);
    return words === null ? [] : [{ words, until: replacedAt }];
  });
}

function jsonOf(customer: unknown, lines: ReturnType<typeof dataCopy>): string {
  const readable = lines.map(([about, what, value]) => ({ about, what, value }));
  return `${JSON.stringify({ customer, readable }, null, 2)}\n`;
}

/** A text in cells, to be written one after the other. */
function pieces(text: string): readonly ExportRow[] {
  const rows: ExportRow[] = [];
  for (let from = 0; from < text.length; from += PIECE) rows.push([text.slice(from, from + PIECE)]);
  return rows;
}
