import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CFB, read, utils } from 'xlsx';
import type { ExportColumn } from '../../../core/ipc/export';
import { csvLines } from './csv';
import { ExportFile } from './export-file';

const columns: ExportColumn[] = [
  { title: 'Last Name', kind: 'text', width: 20 },
  { title: 'Phone Number', kind: 'phone', width: 16 },
  { title: 'Postal Code', kind: 'text', width: 10 },
  { title: 'Date Added', kind: 'date', width: 12 },
  { title: 'Age', kind: 'number', width: 6 },
];
const hostile = ['=HYPERLINK("http://x","y")', '+1 212 555 0100', '-02134', '2026-03-14', 3];
const plain = ['Müller, "Bo"', '(212) 555-0100', '02134', null, null];

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'pawtill-export-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

async function written(fileKind: 'xlsx' | 'csv'): Promise<Buffer> {
  const path = join(folder, `customers.${fileKind}`);
  const file = await ExportFile.begin({ path, fileKind, sheetName: 'Customers', columns }, 'one');
  await file.add([hostile]);
  await file.add([plain]);
  expect(await file.finish()).toBe(2);
  return readFile(path);
}

test('XLSX cells are typed: text stays unchanged text, dates are dates, nothing is a formula (CL-14)', async () => {
  const sheet = read(await written('xlsx'), { cellNF: true }).Sheets['Customers'];
  expect(sheet?.['A2']).toMatchObject({ t: 's', v: '=HYPERLINK("http://x","y")' });
  expect(sheet?.['A2'].f).toBeUndefined();
  expect(sheet?.['B2']).toMatchObject({ t: 's', v: '+1 212 555 0100' });
  expect(sheet?.['C3']).toMatchObject({ t: 's', v: '02134' });
  expect(sheet?.['D2']).toMatchObject({ t: 'n', z: 'yyyy-mm-dd' });
  expect(sheet?.['D2'].w).toBe('2026-03-14');
  expect(sheet?.['E2']).toMatchObject({ t: 'n', v: 3 });
  expect(sheet?.['D3']).toBeUndefined();
  expect(utils.sheet_to_json(sheet ?? {}, { header: 1 })[0]).toEqual(columns.map((column) => column.title));
});

test('the header row is frozen and filters (CL-14)', async () => {
  const parts = CFB.read(await written('xlsx'), { type: 'buffer' });
  const sheet = Buffer.from(CFB.find(parts, '/xl/worksheets/sheet1.xml')?.content ?? []).toString('utf8');
  expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
  expect(sheet).toContain('<autoFilter ref="A1:E3"');
});

test("CSV is UTF-8 with a mark; formula signs get a leading ', phones lose their + (CL-14)", async () => {
  const text = (await written('csv')).toString('utf8');
  expect(text.startsWith('\uFEFFLast Name,Phone Number,')).toBe(true);
  const lines = text.slice(1).split('\r\n');
  expect(lines[1]).toBe(`"'=HYPERLINK(""http://x"",""y"")",1 212 555 0100,'-02134,2026-03-14,3`);
  expect(lines[2]).toBe('"Müller, ""Bo""",(212) 555-0100,02134,,');
});

test('what is no phone is no formula either (CL-14, OX-5)', () => {
  const phones = ['=1+1', '+=1+1', '@SUM(1)', '-5550147', '+44 20 7946 0958'].map((phone) => ['', phone]);
  const cells = csvLines(columns.slice(0, 2), phones).split('\r\n').slice(0, -1);
  expect(cells).toEqual([",'=1+1", ",'=1+1", ",'@SUM(1)", ",'-5550147", ',44 20 7946 0958']);
});

test('a cancelled export leaves nothing behind', async () => {
  const path = join(folder, 'customers.csv');
  const file = await ExportFile.begin({ path, fileKind: 'csv', sheetName: 'Customers', columns }, 'two');
  await file.add([plain]);
  await file.cancel();
  expect(await readdir(folder)).toEqual([]);
});

test.each(['csv', 'xlsx', 'json'] as const)(
  'a %s that cannot take its place leaves nothing behind',
  async (fileKind) => {
    const path = join(folder, 'taken');
    await mkdir(join(path, 'by a folder'), { recursive: true });
    const file = await ExportFile.begin({ path, fileKind, sheetName: 'Customers', columns }, 'three');
    await file.add([plain]);
    await expect(file.finish()).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['taken']);
  },
);
