import { expect, test } from 'vitest';
import type { ExportBegin } from '../../../core/ipc/export';
import { Exports, type ExportParts } from './exports';
import type { SpreadsheetRequest } from './messages';

const begin: ExportBegin = {
  fileKind: 'csv',
  what: 'customers',
  suggestedName: 'customers.csv',
  columns: [{ title: 'Last Name', kind: 'text', width: 20 }],
  scope: 'midtown',
  filtered: false,
};

/** Exports whose other process only remembers what it was asked (a fake of the process, not of the file). */
function anExports(parts: Partial<ExportParts> = {}) {
  const asked: SpreadsheetRequest['kind'][] = [];
  const recorded: number[] = [];
  const exports = new Exports({
    askForPath: async () => '/tmp/x/customers.csv',
    startWorker: () => ({
      ask: async (request) => {
        asked.push(request.kind);
        return { kind: 'done', rows: request.kind === 'finish' ? 1 : 0 };
      },
      end: () => undefined,
    }),
    refusal: async () => null,
    record: async ({ rows }) => {
      recorded.push(rows);
      return true;
    },
    ...parts,
  });
  return { exports, asked, recorded };
}

test('a Cashier is refused before any dialog opens (RO-11)', async () => {
  let opened = false;
  const { exports } = anExports({
    refusal: async () => ({ code: 'forbidden', message: 'Only an Administrator may export.' }),
    askForPath: async () => {
      opened = true;
      return null;
    },
  });
  expect(await exports.begin(begin)).toMatchObject({ kind: 'refused', code: 'forbidden' });
  expect(opened).toBe(false);
});

test('the export is in the register log before the file exists (CL-14, SE-4)', async () => {
  const { exports, asked, recorded } = anExports();
  const begun = await exports.begin(begin);
  if (begun.kind !== 'begun') throw new Error(begun.kind);
  await exports.rows(begun.exportId, [['Smith']]);
  expect(await exports.finish(begun.exportId)).toEqual({ kind: 'written', fileName: 'customers.csv', rows: 1 });
  expect(recorded).toEqual([1]);
  expect(asked).toEqual(['begin', 'rows', 'finish']);
});

test('an export that cannot be recorded leaves no file', async () => {
  const { exports, asked } = anExports({ record: async () => false });
  const begun = await exports.begin(begin);
  if (begun.kind !== 'begun') throw new Error(begun.kind);
  expect(await exports.finish(begun.exportId)).toMatchObject({ kind: 'refused', code: 'not-recorded' });
  expect(asked).toEqual(['begin', 'cancel']);
});

test('a second export waits its turn, and an unknown one is refused', async () => {
  const { exports } = anExports();
  await exports.begin(begin);
  expect(await exports.begin(begin)).toMatchObject({ kind: 'refused', code: 'busy' });
  expect(await exports.rows('no-such', [])).toMatchObject({ kind: 'refused', code: 'unknown-export' });
});
