import { utils, write } from 'xlsx';
import type { Layout } from './layouts';

const CODE_POINTS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The bytes of a layout as its system writes them. */
export function fileOf({ rows, format }: Pick<Layout, 'rows' | 'format'>): Uint8Array {
  if (format.kind !== 'csv') {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([['Read me']]), 'About');
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), 'List');
    return new Uint8Array(
      write(book, { type: 'buffer', bookType: format.kind === 'xls' ? 'biff8' : 'xlsx' }) as Buffer,
    );
  }
  const { delimiter, encoding, lineEnd } = format;
  const quoted = (cell: string) =>
    /["\n\r]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const text = rows.map((row) => row.map((cell) => quoted(String(cell))).join(delimiter) + lineEnd).join('');
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-8-bom':
      return Buffer.from(`\ufeff${text}`, 'utf8');
    case 'utf-16le':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'utf-16be':
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    case 'windows-1252':
      return Uint8Array.from(text, (sign) => {
        const place = CODE_POINTS.indexOf(sign);
        return place < 0 ? sign.charCodeAt(0) : 0x80 + place;
      });
  }
}
