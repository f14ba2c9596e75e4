import { expect, test } from 'vitest';
import { ownEntries } from '../../../../tests/support/register/own-entries';
import type { LogEntry } from '../../../../core/log/entry';
import type { Verdict } from '../../../../core/sync/log';
import { OwnLog } from './own-log';

const unjudged = (entries: readonly LogEntry[]) => entries.map((entry) => ({ entry, verdict: null }));
const verdict = ({ logId, sequence }: LogEntry, kind: Verdict['kind'] = 'accepted'): Verdict => {
  return { logId, sequence, kind, code: '', orderInstant: 50, visibleAt: {} };
};
const about = (entry: LogEntry, customerId: string): LogEntry => ({ ...entry, facts: { customerId } });

test('entries are sent in order, each once, and never over a gap', () => {
  const entries = ownEntries(6);
  const log = new OwnLog();
  log.add(unjudged([...entries.slice(0, 3), ...entries.slice(4)]));
  expect(log.unsent('log-1', 2).map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect(log.unsent('log-1', 10).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  log.judge(entries.slice(0, 3).map((entry) => verdict(entry)));
  expect(log.unsent('log-1', 10).map(({ sequence }) => sequence)).toEqual([5, 6]);
  // A damaged frame that was filled later takes its place.
  log.add(unjudged(entries.slice(3, 4)));
  expect(log.unsent('log-1', 10).map(({ sequence }) => sequence)).toEqual([4, 5, 6]);
  expect(log.unsentCount).toBe(3);
});

test('a refused entry stops lying over at once, a parked one goes on', () => {
  const [one, two] = ownEntries(2);
  if (one === undefined || two === undefined) throw new Error('no entries');
  const log = new OwnLog();
  log.add(unjudged([about(one, 'betty'), about(two, 'betty')]));
  expect(log.judge([verdict(one, 'refused'), verdict(two, 'parked')])).toEqual(['betty', 'betty'].slice(0, 1));
  expect(log.ofCustomer('betty').map(({ entry }) => entry.sequence)).toEqual([2]);
  expect(log.unsentCount).toBe(0);
  expect(log.settledThrough('log-1')).toBe(1);
});

test('order follows the shown clock and never runs backwards, until the server fixes it (OX-3)', () => {
  const [one, two] = ownEntries(2);
  if (one === undefined || two === undefined) throw new Error('no entries');
  const log = new OwnLog();
  log.add(
    unjudged([
      { ...about(one, 'betty'), shownAt: 9000 },
      { ...about(two, 'betty'), shownAt: 1000, offsetMs: 500 },
    ]),
  );
  expect(log.ofCustomer('betty').map(({ orderInstant }) => orderInstant)).toEqual([9000, 9000]);
  log.judge([verdict(two)]);
  expect(log.ofCustomer('betty').map(({ entry }) => entry.sequence)).toEqual([2, 1]);
});

test('a place fixed further on than estimated takes what follows in the log with it (OX-3)', () => {
  const entries = ownEntries(3).map((entry) => about(entry, 'betty'));
  const [one] = entries;
  if (one === undefined) throw new Error('no entries');
  const log = new OwnLog();
  log.add(unjudged(entries));
  log.judge([{ ...verdict(one), orderInstant: 50_000 }]);
  expect(log.ofCustomer('betty').map(({ entry, orderInstant }) => [entry.sequence, orderInstant])).toEqual([
    [1, 50_000],
    [2, 50_000],
    [3, 50_000],
  ]);
});

test('settled entries are forgotten, and how far is known', () => {
  const entries = ownEntries(3).map((entry) => about(entry, 'betty'));
  const log = new OwnLog();
  log.add(unjudged(entries));
  log.judge(entries.map((entry) => verdict(entry)));
  for (const laid of log.judgedEntries().slice(0, 2)) log.settle(laid);
  expect(log.settledThrough('log-1')).toBe(2);
  for (const laid of log.judgedEntries()) log.settle(laid);
  expect(log.settledThrough('log-1')).toBe(3);
  expect(log.ofCustomer('betty')).toEqual([]);
  expect([...log.customerIds()]).toEqual([]);
});

test('in a new epoch everything that lies over waits for a verdict again', () => {
  const entries = ownEntries(3);
  const log = new OwnLog();
  log.add(unjudged(entries));
  log.judge(entries.slice(0, 2).map((entry) => verdict(entry)));
  log.forgetVerdicts();
  expect(log.unsent('log-1', 10)).toHaveLength(3);
  expect(log.oldestUnsentAt()).toBe(entries[0]?.shownAt);
});

test('what was copied from a sealed log is dropped there', () => {
  const log = new OwnLog();
  log.add(unjudged(ownEntries(5)));
  log.dropBeyond('log-1', 2);
  expect(log.unsent('log-1', 10).map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect(log.unsentCount).toBe(2);
});
