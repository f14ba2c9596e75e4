import { expect, test } from 'vitest';
import { ownEntries } from '../../../../tests/support/register/own-entries';
import { HandTimers } from '../../../../tests/support/register/hand-timers';
import { handClock } from '../../../../tests/support/seeded';
import type { LogEntry } from '../../../../core/log/entry';
import type { Verdict } from '../../../../core/sync/log';
import { MemoryDisk, MemoryStore } from './memory-store';
import { Notes } from './notes';
import { Notices } from './notices';
import { OwnEntries } from './own-entries';
import type { MainPort } from './ports';

/** A main process whose journal holds these entries, and nothing else. */
function fakeJournal(entries: readonly LogEntry[]): MainPort {
  const ask = async (name: string, request: { readonly after?: number; readonly limit?: number }) => {
    if (name !== 'journal:read') throw new Error(`the fake journal knows no ${name}`);
    const { after = 0, limit = 0 } = request;
    const read = entries.filter(({ sequence }) => sequence > after && sequence <= after + limit);
    return { entries: read, head: { logId: 'log-1', sequence: entries.length, hash: '' } };
  };
  return { ask: ask as MainPort['ask'], on: () => () => undefined };
}

test('what is announced while the own log is read makes nothing older wait for the server again (OX-10)', async () => {
  const [first, signInNote] = ownEntries(2);
  if (first === undefined || signInNote === undefined) throw new Error('no entries');
  const clock = handClock();
  const store = new MemoryStore(new MemoryDisk());
  await store.begin('entries', 'register-1');
  await store.addEntries([first]);
  const accepted: Verdict = {
    logId: 'log-1',
    sequence: 1,
    kind: 'accepted',
    code: '',
    orderInstant: 50,
    visibleAt: {},
  };
  await store.recordVerdicts([accepted]);
  const parts = [fakeJournal([first, signInNote]), store, new Notes(store), new Notices(clock, () => {})] as const;
  const own = new OwnEntries(...parts, new HandTimers(clock), () => {});

  const head = { logId: 'log-1', sequence: 1, hash: first.hash };
  const loaded = own.load([{ logId: 'log-1', head, sealedThrough: null, acknowledgedThrough: 0, missing: [] }]);
  own.take([signInNote]);
  await loaded;
  await own.kept();

  expect(own.log.unsentCount).toBe(1);
  expect(own.log.unsent('log-1', 10).map(({ sequence }) => sequence)).toEqual([2]);
  expect((await store.ownEntries('log-1', 0, 10)).map(({ entry }) => entry.sequence)).toEqual([1, 2]);
});
