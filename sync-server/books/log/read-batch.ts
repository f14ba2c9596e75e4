import { ok, refuse, type Result } from '../../../core/kernel/result';
import { GENESIS_HASH } from '../../../core/log/entry';
import type { ErrorReply } from '../../../core/sync/error-reply';
import type { LogRow } from '../../store/rows';
import { nameOf, readEntry, type ReadEntry } from './read-entry';

/** A batch as far as it is dense and of one log. */
export interface ReadBatch {
  readonly logId: string;
  readonly first: number;
  readonly entries: readonly ReadEntry[];
}

const ID = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Reads a batch up to the first entry that names another place than the one after its predecessor's. An entry without a
 * name stands where it was put: between its neighbours.
 */
export function readBatch(registerId: string, raws: readonly unknown[]): Result<ReadBatch, ErrorReply> {
  const names = raws.map(nameOf);
  const anchor = names.findIndex((name) => name !== null);
  const named = names[anchor];
  if (named === null || named === undefined || named.registerId !== registerId || !ID.test(named.logId)) {
    return refuse({ code: 'malformed-batch', message: 'The entries are not those of a log of this register.' });
  }
  const { logId } = named;
  const first = named.sequence - anchor;
  if (first < 1) return refuse({ code: 'malformed-batch', message: 'The entries are not numbered from 1.' });

  const isInPlace = (name: (typeof names)[number], index: number) =>
    name === null || (name.registerId === registerId && name.logId === logId && name.sequence === first + index);
  const end = names.findIndex((name, index) => !isInPlace(name, index));
  const dense = end === -1 ? raws : raws.slice(0, end);
  return ok({ logId, first, entries: dense.map((raw, index) => readEntry(raw, first + index)) });
}

/** The new entries of a batch, up to the first that does not continue the log's chain of hashes. */
export function continuing(log: LogRow, entries: readonly ReadEntry[]): readonly ReadEntry[] {
  let expected = log.sequence === 0 ? GENESIS_HASH : log.hash;
  const chained: ReadEntry[] = [];
  for (const one of entries.filter(({ sequence }) => sequence > log.sequence)) {
    const isContinuing = expected === '' || one.previousHash === null || one.previousHash === expected;
    if (!isContinuing) break;
    chained.push(one);
    expected = one.hash;
  }
  return chained;
}
