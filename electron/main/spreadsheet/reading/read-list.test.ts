import { deflateRawSync } from 'node:zlib';
import { CFB, read, utils, write } from 'xlsx';
import { expect, test } from 'vitest';
import { layouts } from '../../../../tests/support/spreadsheets/layouts';
import { fileOf } from '../../../../tests/support/spreadsheets/write-file';
import { ImportSieve } from '../../../../core/domain/imports/import-sieve';
import { readingPlan } from '../../../../core/domain/imports/read-import-row';
import { recogniseColumns } from '../../../../core/domain/imports/recognise-columns';
import { readList } from './read-list';

function rowsOf(bytes: Uint8Array) {
  const list = readList(bytes);
  if (!list.ok) throw new Error(list.refusal.code);
  return list.value;
}
const codeOf = (bytes: Uint8Array) => {
  const list = readList(bytes);
  return list.ok ? 'read' : list.refusal.code;
};
const text = (content: string) => Buffer.from(content, 'utf8');

test.each(layouts)('$name is read as it was written, with its row numbers (UP-5)', (layout) => {
  const rows = rowsOf(fileOf(layout));
  const { headerRow, mapping } = recogniseColumns(rows);
  const sieve = new ImportSieve(readingPlan(mapping, rows[headerRow] ?? []), layout.country);
  rows.slice(headerRow + 1).forEach((row, at) => sieve.take(row, headerRow + 2 + at));
  const { customers, problems } = sieve.sifted();
  expect(customers).toMatchObject(layout.expected);
  expect(customers).toHaveLength(layout.expected.length);
  expect(problems.map(({ row, code }) => `${String(row)} ${code}`).sort()).toEqual([...layout.told].sort());
});

test.each([
  ['utf-8', ','],
  ['utf-8-bom', ';'],
  ['utf-16le', '\t'],
  ['utf-16be', ';'],
  ['windows-1252', ';'],
] as const)('text in %s separated by %j, lines ending in any way', (encoding, delimiter) => {
  for (const lineEnd of ['\n', '\r\n', '\r'] as const) {
    const rows = [
      ['First Name', 'Last Name', 'Phone'],
      ['Zoë, "Zo"', 'Müller; €', '0171'],
      ['a\r\nb', '', '1'],
    ];
    expect(rowsOf(fileOf({ rows, format: { kind: 'csv', delimiter, encoding, lineEnd } }))).toEqual(rows);
  }
});

test('UTF-16 without a mark, a line that names the separator, and zeros kept by a formula', () => {
  expect(rowsOf(Buffer.from('Name,Phone\nAnn,1\n', 'utf16le'))).toEqual([
    ['Name', 'Phone'],
    ['Ann', '1'],
  ]);
  expect(rowsOf(text('sep=|\nName|Id\nAnn|="007"\n'))).toEqual([[], ['Name', 'Id'], ['Ann', '007']]);
  expect(rowsOf(text('Name,Id\n"Bob" Smith,"a""b"'))).toEqual([
    ['Name', 'Id'],
    ['Bob Smith', 'a"b'],
  ]);
});

function workbook(rows: unknown[][], change: (sheet: Record<string, unknown>) => void = () => undefined) {
  const sheet = utils.aoa_to_sheet(rows);
  change(sheet);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'List');
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}

test('no formula is computed: a cell is the text it showed when it was saved', () => {
  const bytes = workbook([['Name'], ['x']], (sheet) => {
    sheet['A2'] = { t: 'n', f: 'HYPERLINK("http://example.com")&1+1', v: 7, w: '7' };
    sheet['A3'] = { t: 's', v: '=1+1' };
    sheet['!ref'] = 'A1:A3';
  });
  expect(rowsOf(bytes)).toEqual([['Name'], ['7'], ['=1+1']]);
});

test('phones and numbers keep every digit, whatever the format shows', () => {
  const bytes = workbook(
    [
      ['Phone', 'Id', 'Id 2', 'Tel'],
      [491701234567, 123, 12025550100, 2025550100],
    ],
    (sheet) => {
      Object.assign(sheet['A2'] as object, { z: '0.00E+00' });
      Object.assign(sheet['B2'] as object, { z: '00000' });
      Object.assign(sheet['C2'] as object, { z: '#,##0' });
      Object.assign(sheet['D2'] as object, { z: '(000) 000-0000' });
    },
  );
  expect(rowsOf(bytes)[1]).toEqual(['491701234567', '00123', '12025550100', '2025550100']);
});

test('the sheet that looks like a list is taken, hidden ones last', () => {
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['Notes', 'of the year'],
      ['a', 'b'],
    ]),
    'Notes',
  );
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['First Name', 'Last Name'],
      ['Ann', 'Lee'],
    ]),
    'People',
  );
  expect(rowsOf(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)[1]).toEqual(['Ann', 'Lee']);
});

test('a million empty columns and rows are no list of their own', () => {
  const rows = [
    ['First Name', 'Last Name'],
    ['Ann', 'Lee'],
  ];
  const bytes = withSheetText(workbook(rows), (xml) =>
    xml
      .replace(/<dimension ref="[^"]*"/, '<dimension ref="A1:XFD1048576"')
      .replace('</row>', '<c r="XFD1" s="0"/></row>')
      .replace('</sheetData>', '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'),
  );
  expect(rowsOf(bytes)).toEqual([
    ['First Name', 'Last Name'],
    ['Ann', 'Lee'],
  ]);
  expect(rowsOf(text(`Name,Phone${','.repeat(15_000)}\nAnn,1${','.repeat(15_000)}\n\n\n`))[1]).toEqual(['Ann', '1']);
  expect(codeOf(text(`Name\n${','.repeat(1_000_000)}x`))).toBe('too-many-columns');
  expect(codeOf(text(Array.from({ length: 201 }, (_, at) => `c${String(at)}`).join(',')))).toBe('too-many-columns');
});

/** Changes the text of the sheet inside a workbook. */
function withSheetText(file: Buffer, change: (xml: string) => string): Buffer {
  const parts = CFB.read(file, { type: 'buffer' });
  const sheet = CFB.find(parts, '/xl/worksheets/sheet1.xml');
  if (sheet === null) throw new Error('no sheet');
  sheet.content = Buffer.from(change(Buffer.from(sheet.content).toString('utf8')), 'utf8');
  sheet.size = sheet.content.length;
  return Buffer.from(CFB.write(parts, { type: 'buffer', fileType: 'zip', compression: true }) as Uint8Array);
}

/** A zip with one part that says it has `says` bytes. */
function bomb(content: Buffer, says: number): Buffer {
  const packed = deflateRawSync(content);
  const name = Buffer.from('xl/workbook.xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(says, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(says, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, entry, name, end]);
}

const good = fileOf({
  rows: [
    ['First Name', 'Last Name'],
    ['Ann', 'Lee'],
  ],
  format: { kind: 'xlsx' },
});

function encrypted(): Buffer {
  const file = CFB.utils.cfb_new();
  CFB.utils.cfb_add(file, '/EncryptedPackage', Buffer.alloc(64));
  CFB.utils.cfb_add(file, '/EncryptionInfo', Buffer.alloc(64));
  return CFB.write(file, { type: 'buffer' }) as Buffer;
}

const odsBook = () => {
  const book = read('a,b\n1,2', { type: 'string' });
  return write(book, { type: 'buffer', bookType: 'ods' }) as Buffer;
};

test.each([
  ['nothing', () => Buffer.alloc(0), 'file-empty'],
  ['blank lines', () => text(' \r\n\r\n'), 'file-empty'],
  ['a header alone', () => text('First Name,Last Name\r\n'), 'no-rows'],
  ['a PDF named CSV', () => text('%PDF-1.7\n…'), 'file-kind'],
  ['a picture named XLSX', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 1, 2, 3, 0, 0]), 'file-kind'],
  ['a web page named XLS', () => text('<html><table><tr><td>Ann</td></tr></table>'), 'file-web-page'],
  ['an OpenDocument sheet', odsBook, 'file-kind'],
  ['another zip', () => bomb(Buffer.from('x'), 1), 'file-kind'],
  ['a zip bomb that says so', () => bomb(Buffer.alloc(10), 4_000_000_000), 'file-unpacks-too-large'],
  ['a zip bomb that lies', () => bomb(Buffer.alloc(60 * 1024 * 1024), 1000), 'file-unpacks-too-large'],
  ['an XLSX cut in half', () => good.slice(0, good.length / 2), 'file-damaged'],
  [
    'an XLSX with its first half lost',
    () => Buffer.concat([good.slice(0, 4), good.slice(good.length / 2)]),
    'file-damaged',
  ],
  ['an XLSX with a password', encrypted, 'file-locked'],
  [
    'an XLS of noise',
    () => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600, 0x41)]),
    'file-damaged',
  ],
  ['a quote that never closes', () => text('Name,Phone\n"Ann,1\nBob,2\n'), 'file-unclosed-quote'],
  ['too many rows', () => text(`Name\n${'Ann Lee\n'.repeat(100_001)}`), 'too-many-rows'],
  ['a million line ends', () => text('\n'.repeat(1_000_000)), 'file-empty'],
  ['too large', () => Buffer.alloc(50 * 1024 * 1024 + 1, 0x61), 'file-too-large'],
])('%s gets one sentence, not a hang', (_, make, code) => {
  const began = performance.now();
  expect(codeOf(make())).toBe(code);
  expect(performance.now() - began).toBeLessThan(10_000);
});
