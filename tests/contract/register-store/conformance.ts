import { hashValue } from '../../../core/kernel/hash';
import type { LogEntry } from '../../../core/log/entry';
import type { Verdict } from '../../../core/sync/log';
import { unread } from '../../../renderer/data/data-worker/register/feed-tracks';
import {
  noNotes,
  type CollectionWrite,
  type FeedSeen,
  type Kept,
  type RegisterStore,
  type StoredPage,
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

/** As the test runner's `toEqual`, where there is none. */
function same(actual: unknown, expected: unknown): void {
  if (hashValue(actual) === hashValue(expected)) return;
  throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
}

async function refused(work: Promise<unknown>): Promise<void> {
  const outcome = await work.then(
    () => 'done',
    (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
  );
  same(outcome, 'StoreError');
}

/** One promise of the store. It is checked in Node, and in a worker of real Electron where no test runner is. */
export interface StorePromise {
  readonly promise: string;
  /** Rejects when it is broken. */
  check(): Promise<void>;
}

/** What every form of the register's store promises; `aComputer` starts empty each time. */
export function storePromises(aComputer: () => StoreComputer): readonly StorePromise[] {
  const promises: StorePromise[] = [];
  const test = (promise: string, check: () => Promise<void>) => promises.push({ promise, check });
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
    same(await store.open(), { pulledMarker: null, entriesMarker: null });
    await store.begin('pulled', 'm1');
    await store.begin('entries', 'm2');
    await store.close();

    const again = computer.newStore();
    same(await again.open(), { pulledMarker: 'm1', entriesMarker: 'm2' });
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
    same(await again.read('customers', 'betty'), { document: betty, feeds });
    same(await again.read('standings', 'betty'), { document: standing, feeds });
    same(await again.readSeen(), { [feed]: at(7) });
    same(await again.read('customers', 'nobody'), null);
    await again.close();
  });

  test('pages ascend by id and end with a short one', async () => {
    const store = await begun();
    await store.writePulled([customers(['c', 'a', 'e', 'b', 'd'])], feed, at(1));
    same(idsOf(await store.scan('customers', '', 2)), ['a', 'b']);
    same(idsOf(await store.scan('customers', 'b', 2)), ['c', 'd']);
    same(idsOf(await store.scan('customers', 'd', 2)), ['e']);
    same(await store.count('customers'), 5);
    same(idsOf(await store.readMany('customers', ['e', 'x', 'a'])).toSorted(), ['a', 'e']);
    same(await store.readMany('customers', []), []);
    await store.close();
  });

  test('a document that left is gone, and may come back', async () => {
    const store = await begun();
    await store.writePulled([customers(['a', 'b'])], feed, at(1));
    const leaving: CollectionWrite = { collection: 'customers', puts: [], removals: ['a', 'never-here'] };
    await store.writePulled([leaving], feed, at(2));
    same(await store.read('customers', 'a'), null);
    same(idsOf(await store.scan('customers', '', 10)), ['b']);
    same(await store.count('customers'), 1);

    await store.writePulled([customers(['a'], 3)], feed, at(3));
    same((await store.read('customers', 'a'))?.feeds[feed]?.sequence, 3);
    same(await store.count('customers'), 2);
    await store.close();
  });

  test('writing a page again changes nothing', async () => {
    const store = await begun();
    await store.writePulled([customers(['a', 'b'])], feed, at(1));
    const before = await store.scan('customers', '', 10);
    await store.writePulled([customers(['a', 'b'])], feed, at(1));
    same(await store.scan('customers', '', 10), before);
    await store.close();
  });

  test('a large page is stored whole', async () => {
    const store = await begun();
    const ids = Array.from({ length: 6000 }, (_, index) => `c${String(index).padStart(5, '0')}`);
    await store.writePulled([customers(ids)], feed, at(1));
    same(await store.count('customers'), 6000);
    same(idsOf(await store.scan('customers', 'c05998', 10)), ['c05999']);
    await store.close();
  });

  test('a large page over what is partly here changes the old and adds the new', async () => {
    const store = await begun();
    const ids = Array.from({ length: 300 }, (_, index) => `c${String(index).padStart(3, '0')}`);
    await store.writePulled([customers(ids.slice(0, 150))], feed, at(1));
    await store.writePulled([{ collection: 'customers', puts: [], removals: ['c000'] }], feed, at(2));
    await store.writePulled([customers(ids, 7)], feed, at(3));
    const kept = await store.scan('customers', '', 1000);
    same(idsOf(kept), ids);
    same(
      kept.every(({ feeds }) => feeds[feed]?.sequence === 7),
      true,
    );
    await store.close();
  });

  test('page after page brings every document once, as it is now', async () => {
    const store = await begun();
    const ids = Array.from({ length: 1500 }, (_, index) => `c${String((index * 7919) % 1500).padStart(4, '0')}`);
    for (let from = 0; from < ids.length; from += 500) {
      await store.writePulled([customers(ids.slice(from, from + 500))], feed, at(1));
    }
    await store.writePulled([{ ...customers(ids.slice(0, 40), 9), removals: ids.slice(40, 50) }], feed, at(2));
    const kept: Kept<'customers'>[] = [];
    for (let place: string | null = ''; place !== null;) {
      const page: StoredPage<'customers'> = await store.page('customers', place);
      kept.push(...page.kept);
      place = page.next;
    }
    same(idsOf(kept).toSorted(), [...ids.slice(0, 40), ...ids.slice(50)].toSorted());
    same(kept.filter(({ feeds }) => feeds[feed]?.sequence === 9).length, 40);
    same(await store.page('standings', ''), { kept: [], next: null });
    await store.close();
  });

  test('how far each feed was read is kept apart', async () => {
    const store = await begun();
    await store.writePulled([], feed, at(1));
    await store.writePulled([], 'account', at(8));
    await store.writePulled([], feed, at(2));
    same(await store.readSeen(), { [feed]: at(2), account: at(8) });
    await store.close();
  });

  test('beginning a database anew empties it and leaves the other alone', async () => {
    const computer = aComputer();
    const store = await begun(computer);
    const [entry] = ownEntries(1);
    await store.writePulled([customers(['a'])], feed, at(1));
    await store.addEntries(entry === undefined ? [] : [entry]);
    await store.begin('pulled', 'm3');
    same(await store.count('customers'), 0);
    same(await store.readSeen(), {});
    same((await store.ownEntries('log-1', 0, 10)).length, 1);

    await store.begin('entries', 'm4');
    same(await store.ownEntries('log-1', 0, 10), []);
    await store.close();
    const again = computer.newStore();
    same(await again.open(), { pulledMarker: 'm3', entriesMarker: 'm4' });
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
    same(
      kept.map(({ entry }) => entry),
      entries,
    );
    same(
      kept.map((one) => one.verdict?.kind ?? null),
      ['accepted', 'accepted', null, null, null],
    );
    same(
      (await again.ownEntries('log-1', 2, 2)).map(({ entry }) => entry.sequence),
      [3, 4],
    );
    same(await again.ownEntries('log-2', 0, 10), []);

    await again.forgetVerdicts();
    same(
      (await again.ownEntries('log-1', 0, 10)).every((one) => one.verdict === null),
      true,
    );
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
    same(await store.ownEntries('log-1', 0, 10), [{ entry: other, verdict: null }]);
    await store.recordVerdicts([{ ...verdict(entry), sequence: 99 }]);
    same((await store.ownEntries('log-1', 0, 10)).length, 1);
    await store.close();
  });

  test('erasing takes the personal part of one customer’s entries, and leaves verdicts and all others (DE-7)', async () => {
    const computer = aComputer();
    const store = await begun(computer);
    const about = (customerId: string) => {
      const facts = { customerId, fields: ['email'], messages: [] };
      return { kind: 'customer-edited', facts, personal: { changes: { email: `${customerId}@x.com` } } };
    };
    const [audit, betty, liz] = ownEntries(3, 'x', [{}, about('betty'), about('liz')]);
    if (audit === undefined || betty === undefined || liz === undefined) throw new Error('no entries');
    await store.addEntries([audit, betty, liz]);
    await store.recordVerdicts([verdict(betty)]);
    await store.erasePersonal(['betty', 'nobody']);
    await store.erasePersonal(['betty']);
    await store.close();

    const again = computer.newStore();
    await again.open();
    same(await again.ownEntries('log-1', 0, 10), [
      { entry: audit, verdict: null },
      { entry: { ...betty, personal: null }, verdict: verdict(betty) },
      { entry: liz, verdict: null },
    ]);
    await again.close();
  });

  test('an entry that is handed over twice at once is kept once', async () => {
    const store = await begun();
    const entries = ownEntries(2);
    await store.addEntries([...entries, ...entries]);
    await store.addEntries(entries);
    const kept = await store.ownEntries('log-1', 0, 10);
    same(
      kept.map(({ entry }) => entry),
      entries,
    );
    await store.close();
  });

  test('entries of a log come in the order of their sequence, beyond 9 and 10', async () => {
    const store = await begun();
    await store.addEntries(ownEntries(12).toReversed());
    const kept = await store.ownEntries('log-1', 0, 100);
    same(
      kept.map(({ entry }) => entry.sequence),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    );
    await store.close();
  });

  test('visitors come and go', async () => {
    const store = await begun();
    const visitor = { id: 'v', customer: aCustomer({ id: 'v' }), standing: aStanding({ id: 'v' }), broughtAt: 5 };
    await store.putVisitor(visitor);
    await store.putVisitor({ ...visitor, broughtAt: 6 });
    same(await store.visitors(), [{ ...visitor, broughtAt: 6 }]);
    await store.removeVisitor('v');
    await store.removeVisitor('v');
    same(await store.visitors(), []);
    await store.putVisitor(visitor);
    same(await store.visitors(), [visitor]);
    await store.close();
  });

  test('notes are kept', async () => {
    const computer = aComputer();
    const store = await begun(computer);
    same(await store.readNotes(), noNotes);
    const notes = { ...noNotes, epoch: { number: 3, random: 'cd'.repeat(8) }, settledThrough: { 'log-1': 4 } };
    await store.writeNotes(notes);
    await store.close();
    const again = computer.newStore();
    await again.open();
    same(await again.readNotes(), notes);
    await again.close();
  });

  test('a closed store answers nothing', async () => {
    const store = await begun();
    await store.close();
    await refused(store.read('customers', 'a'));
    await refused(store.writePulled([], feed, at(1)));
  });
  return promises;
}
