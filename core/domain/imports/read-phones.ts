import { readPhone } from '../customers/phone';

/** Several numbers in one cell, as contact programs write them. */
const BETWEEN = /\s*(?::::|[;\n|]|,(?=\s*[+(\d])|\s\/\s|\bor\b|\boder\b)\s*/u;
const KIND = /^\s*(?:tel|telephone|phone|mobile|mobil|cell|handy|home|work|privat|[mchwpt])\s*[.:]\s*/iu;
const KIND_BEHIND = /\s*\(?\b(?:mobile|mobil|cell|home|work|handy|privat)\b\)?\.?\s*$/iu;

/**
 * The first number in a cell that a phone can have, as E.164, or null. Spreadsheets spell numbers in more ways than
 * people type them: `tel:`, a leading apostrophe, `2025550100.0`, dots, slashes, odd hyphens, `00` for `+`.
 */
export function readPhones(cell: string, country: string): string | null {
  const whole = tried(cell, country);
  if (whole !== null) return whole;
  const parts = cell.split(BETWEEN);
  for (const part of parts.length > 1 ? parts : []) {
    const phone = tried(part, country);
    if (phone !== null) return phone;
  }
  return null;
}

function tried(text: string, country: string): string | null {
  const plain = text
    .replace(/^'+/u, '')
    .replace(KIND, '')
    .replace(KIND_BEHIND, '')
    .replace(/^(\d{7,15})\.0+$/u, '$1')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/\u00a0/gu, ' ')
    .trim();
  if (plain === '') return null;
  const read = readPhone(plain, country);
  if (read.ok) return read.value;
  // Extensions are refused as they are (NC-16); the rest may only be spelled oddly.
  if (read.refusal.code === 'phone-extension') return null;
  const digits = plain.replace(/[\s./()_-]+/gu, '');
  const international = /^00[1-9]/u.test(digits) ? `+${digits.slice(2)}` : digits;
  if (!/^\+?\d{6,15}$/u.test(international) || international === plain) return null;
  const again = readPhone(international, country);
  return again.ok ? again.value : null;
}
