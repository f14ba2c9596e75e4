import { hashText } from '../../kernel/hash';
import type { PunchRef } from '../transactions/transaction';

/** A punch's name as one text, for maps and for a card's id. */
export function punchKey({ transactionId, line, unit }: PunchRef): string {
  return `${transactionId}/${String(line)}/${String(unit)}`;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Eight characters that stand for the id of something condensed. 48 bits: among 2,000 of one customer a new transaction
 * meets a known one once in 10^11 times; fewer bits would put a sale at risk to save bytes.
 */
export function shortHash(id: string): string {
  let bits = Number.parseInt(hashText(id).slice(0, 12), 16);
  let text = '';
  for (let place = 0; place < 8; place += 1) {
    text += ALPHABET[bits % 64] ?? '';
    bits = Math.floor(bits / 64);
  }
  return text;
}
