import { hash as digestOf } from 'node:crypto';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { hashText } from '../../../core/kernel/hash';
import { checkHashes, type LogEntry } from '../../../core/log/entry';
import { isLogEntry } from './entry-shapes';

/** An entry as it came, with what can be said of it before judging. */
export interface ReadEntry {
  readonly sequence: number;
  readonly raw: unknown;
  /** Null when it has no readable shape; the reason is `flaw`. */
  readonly entry: LogEntry | null;
  /** Why it cannot be judged; '' when it can. */
  readonly flaw: '' | 'unreadable' | 'not-storable' | 'not-intact';
  /** Hash it claims, which the next entry continues; '' when it claims none. */
  readonly hash: string;
  /** Hash it claims to continue; null when it claims none. */
  readonly previousHash: string | null;
  /** Hash of what it says; the same wherever it stands. */
  readonly contentHash: string;
}

const NameSchema = Type.Object({ registerId: Type.String(), logId: Type.String(), sequence: Type.Integer() });
export type EntryName = Static<typeof NameSchema>;

/** Node's own is several times as fast as one in JavaScript, and an entry has four hashes. */
const sha256 = (text: string) => digestOf('sha256', text);

const HASH = /^[0-9a-f]{64}$/;
/** An escaped NUL or lone surrogate: JSON, but no text of a database. Two backslashes are a backslash that was typed. */
const NOT_TEXT = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

/** The name an entry gives itself; null when it gives none. */
export function nameOf(raw: unknown): EntryName | null {
  return Value.Check(NameSchema, raw) ? raw : null;
}

/** Reads one entry; an odd one parks itself and not its batch. */
export function readEntry(raw: unknown, sequence: number): ReadEntry {
  const text = JSON.stringify(raw) ?? '';
  const isStorable = !NOT_TEXT.test(text);
  if (!isStorable || !isLogEntry(raw)) {
    const flaw = isStorable ? 'unreadable' : 'not-storable';
    return { sequence, raw, entry: null, flaw, ...claimedHashes(raw), contentHash: hashText(text) };
  }
  const { hash, previousHash } = raw;
  const { isIntact, contentHash } = checkHashes(raw, sha256);
  return { sequence, raw, entry: raw, flaw: isIntact ? '' : 'not-intact', hash, previousHash, contentHash };
}

function claimedHashes(raw: unknown): Pick<ReadEntry, 'hash' | 'previousHash'> {
  const { hash, previousHash } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  const isHash = (value: unknown): value is string => typeof value === 'string' && HASH.test(value);
  return { hash: isHash(hash) ? hash : '', previousHash: isHash(previousHash) ? previousHash : null };
}
