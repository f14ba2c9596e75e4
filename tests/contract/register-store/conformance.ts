import { expect, test } from 'vitest';
import type { LogEntry } from '../../../core/log/entry';
import type { Verdict } from '../../../core/sync/log';
import { unread } from '../../../renderer/data/data-worker/register/feed-tracks';
import {
  noNotes,
  type CollectionWrite,
  type FeedSeen,
  type Kept,
  type RegisterStore,
} from '../../../renderer/data/data-worker/register/register-store';
import { aCustomer, aStanding } from '../../support/factories';
import { ownEntries } from '../../support/register/own-entries';

/** One computer whose stores share a disk: a store is opened, closed, and opened again. */
export interface StoreComputer {
  newStore(): RegisterStore;
}

const feed = 'location-midtown';
const at = (sequence: number): FeedSeen => ({
  ...unread,
  checkpoint: { feed, epoch: { number: 1, random: 'ab'.repeat(8) }, sequence, stamp: `s${sequence}`, signature: 'x' },
});

function customers(ids: readonly string[], sequence = 1): CollectionWrite<'customers'> {
  const puts = ids.map((id): Kept<'customers'> => ({
    document: aCustomer({ id, firstName: `Name ${id}` }),
    feeds: { [feed]: { sequence, reading: 1 } },
  }));
  return { collection: 'customers', puts, removals: [] };
}

const idsOf = (page: readonly Kept<'customers'>[]) => page.map(({ document }) => document.id);

function verdict(entry: LogEntry, kind: Verdict['kind'] = 'accepted'): Verdict {
  const { logId, sequence } = entry;
  return { logId, sequence, kind, code: '', orderInstant: 5, visibleAt: { [feed]: 9 } };
}

/** What every form of the register's store promises; `aComputer` starts empty each time. */
export function storeConformance(aComputer: () => StoreComputer): void {
  const begun = async (computer = aComputer()) => {
    const store = computer.newStore();
    await store.open();
    await store.begin('pulled', 'm1');
    await store.begin('entries', 'm2');
    return store;
  };

  test('a new store has no markers; what was begun is known again after closing', async () => {
    const computer = aComputer();
    const store = computer.newStore();
    expect(await store.open()).toEqual({ pulledMarker: null, entriesMarker: null });
    await store.begin('pulled', 'm1');
    await store.begin('entries', 'm2');
    await store.close();

    const again = computer.newStore();
    expect(await again.open()).toEqual({ pulledMarker: 'm1', entriesMarker: 'm2' });
    await again.close();
  });

  test('documents come back as they were, with their place in the feeds, also after closing', async () => {
    const computer = aComputer();
    const store = await begun(computer);
    const betty = aCustomer({ id: 'betty', stamps: { created: '1', 'pet:p.1': '2' } });
    const standing = aStanding({ id: 'betty' });
    const feeds = { [feed]: { sequence: 7, reading: 1 }, account: { sequence: 2, reading: 3 } };
    await store.writePulled(
      [
        { collection: 'customers', puts: [{ document: betty, feeds }], removals: [] },
        { collection: 'standings', puts: [{ document: standing, feeds }], removals: [] },
      ],
      feed,
      at(7),
    );
    await store.close();

    const again = computer.newStore();
    await again.open();
    expect(await again.read('customers', 'betty')).toEqual({ document: betty, feeds });
    expect(await again.read('standings', 'betty')).toEqual({ document: standing, feeds });
    expect(await again.readSeen()).toEqual({ [feed]: at(7) });
    expect(await again.read('customers', 'nobody')).toBeNull();
    await again.close();
  });

  test('pages ascend by id and end with a short one', async () => {
    const store = await begun();
    await store.writePulled([customers(['c', 'a', 'e', 'b', 'd'])], feed, at(1));
    expect(idsOf(await store.scan('customers', '', 2))).toEqual(['a', 'b']);
    expect(idsOf(await store.scan('customers', 'b', 2))).toEqual(['c', 'd']);
    expect(idsOf(await store.scan('customers', 'd', 2))).toEqual(['e']);
    expect(await store.count('customers')).toBe(5);
    expect(idsOf(await store.readMany('customers', ['e', 'x', 'a'])).toSorted()).toEqual(['a', 'e']);
    expect(await store.readMany('customers', [])).toEqual([]);
    await store.close();
  });

  test('a document that left is gone, and may come back', async () => {
    const store = await begun();
    await store.writePulled([customers(['a', 'b'])], feed, at(1));
    const leaving: CollectionWrite = { collection: 'customers', puts: [], removals: ['a', 'never-here'] };
    await store.writePulled([leaving], feed, at(2));
    expect(await store.read('customers', 'a')).toBeNull();
    expect(idsOf(await store.scan('customers', '', 10))).toEqual(['b']);
    expect(await store.count('customers')).toBe(1);

    await store.writePulled([customers(['a'], 3)], feed, at(3));
    expect(await store.read('customers', 'a')).toMatchObject({ feeds: { [feed]: { sequence: 3 } } });
    expect(await store.count('customers')).toBe(2);
    await store.close();
  });

  test('writing a page again changes nothing', async () => {
    const store = await begun();
    await store.writePulled([customers(['a', 'b'])], feed, at(1));
    const before = await store.scan('customers', '', 10);
    await store.writePulled([customers(['a', 'b'])], feed, at(1));
    expect(await store.scan('customers', '', 10)).toEqual(before);
    await store.close();
  });

  test('a large page is stored whole', async () => {
    const store = await begun();
    const ids = Array.from({ length: 6000 }, (_, index) => `c${String(index).padStart(5, '0')}`);
    await store.writePulled([customers(ids)], feed, at(1));
    expect(await store.count('customers')).toBe(6000);
    expect(idsOf(await store.scan('customers', 'c05998', 10))).toEqual(['c05999']);
    await store.close();
  });

  test('how far each feed was read is kept apart', async () => {
    const store = await begun();
    await store.writePulled([], feed, at(1));
    await store.writePulled([], 'account', at(8));
    await store.writePulled([], feed, at(2));
    expect(await store.readSeen()).toEqual({ [feed]: at(2), account: at(8) });
    await store.close();
  });

  test('beginning a database anew empties it and leaves the other alone', async () => {
    const computer = aComputer();
    const store = await begun(computer);
    const [entry] = ownEntries(1);
    await store.writePulled([customers(['a'])], feed, at(1));
    await store.addEntries(entry === undefined ? [] : [entry]);
    await store.begin('pulled', 'm3');
    expect(await store.count('customers')).toBe(0);
    expect(await store.readSeen()).toEqual({});
    expect(await store.ownEntries('log-1', 0, 10)).toHaveLength(1);

    await store.begin('entries', 'm4');
    expect(await store.ownEntries('log-1', 0, 10)).toEqual([]);
    await store.close();
    const again = computer.newStore();
    expect(await again.open()).toEqual({ pulledMarker: 'm3', entriesMarker: 'm4' });
    await again.close();
  });

  test('own entries keep their verdicts, however often they are added', async () => {
    const computer = aComputer();
    const store = await begun(computer);
    const entries = ownEntries(5);
    await store.addEntries(entries.slice(0, 3));
    await store.recordVerdicts(entries.slice(0, 2).map((entry) => verdict(entry)));
    await store.addEntries(entries);
    await store.close();

    const again = computer.newStore();
    await again.open();
    const kept = await again.ownEntries('log-1', 0, 10);
    expect(kept.map(({ entry }) => entry)).toEqual(entries);
    expect(kept.map((one) => one.verdict?.kind ?? null)).toEqual(['accepted', 'accepted', null, null, null]);
    expect((await again.ownEntries('log-1', 2, 2)).map(({ entry }) => entry.sequence)).toEqual([3, 4]);
    expect(await again.ownEntries('log-2', 0, 10)).toEqual([]);

    await again.forgetVerdicts();
    expect((await again.ownEntries('log-1', 0, 10)).every((one) => one.verdict === null)).toBe(true);
    await again.close();
  });

  test('another entry under the same name replaces the one kept, and is not judged', async () => {
    const store = await begun();
    const [entry] = ownEntries(1);
    const [other] = ownEntries(1, 'another');
    if (entry === undefined || other === undefined) throw new Error('no entries');
    await store.addEntries([entry]);
    await store.recordVerdicts([verdict(entry)]);
    await store.addEntries([other]);
    expect(await store.ownEntries('log-1', 0, 10)).toEqual([{ entry: other, verdict: null }]);
    await store.recordVerdicts([{ ...verdict(entry), sequence: 99 }]);
    expect(await store.ownEntries('log-1', 0, 10)).toHaveLength(1);
    await store.close();
  });

  test('entries of a log come in the order of their sequence, beyond 9 and 10', async () => {
    const store = await begun();
    await store.addEntries(ownEntries(12).toReversed());
    const kept = await store.ownEntries('log-1', 0, 100);
    expect(kept.map(({ entry }) => entry.sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    await store.close();
  });

  test('visitors come and go', async () => {
    const store = await begun();
    const visitor = { id: 'v', customer: aCustomer({ id: 'v' }), standing: aStanding({ id: 'v' }), broughtAt: 5 };
    await store.putVisitor(visitor);
    await store.putVisitor({ ...visitor, broughtAt: 6 });
    expect(await store.visitors()).toEqual([{ ...visitor, broughtAt: 6 }]);
    await store.removeVisitor('v');
    await store.removeVisitor('v');
    expect(await store.visitors()).toEqual([]);
    await store.putVisitor(visitor);
    expect(await store.visitors()).toEqual([visitor]);
    await store.close();
  });

  test('notes are kept', async () => {
    const computer = aComputer();
    const store = await begun(computer);
    expect(await store.readNotes()).toEqual(noNotes);
    const notes = { ...noNotes, epoch: { number: 3, random: 'cd'.repeat(8) }, settledThrough: { 'log-1': 4 } };
    await store.writeNotes(notes);
    await store.close();
    const again = computer.newStore();
    await again.open();
    expect(await again.readNotes()).toEqual(notes);
    await again.close();
  });

  test('a closed store answers nothing', async () => {
    const store = await begun();
    await store.close();
    await expect(store.read('customers', 'a')).rejects.toMatchObject({ name: 'StoreError' });
    await expect(store.writePulled([], feed, at(1))).rejects.toMatchObject({ name: 'StoreError' });
  });
}
