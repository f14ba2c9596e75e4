import { expect, test } from 'vitest';
import type { DocumentRow, EffectRow, EntryRow, FeedChange } from '../../sync-server/store/rows';
import { RepeatWork, type Store, type StoreTransaction } from '../../sync-server/store/store';
import { eachStore } from './support/each-store';

const COMMIT = { stamp: 'stamp', at: 1000 };

function aDocument(id: string, stated: Partial<DocumentRow> = {}): DocumentRow {
  return { collection: 'transactions', id, owner: null, document: { id }, ...stated };
}

function aChange(id: string, stated: Partial<FeedChange> = {}): FeedChange {
  return { feed: 'location-a', collection: 'transactions', id, change: 'put', ...stated };
}

function anEntry(stated: Partial<EntryRow> = {}): EntryRow {
  const place = { registerId: 'r1', logId: 'l1', sequence: 1 };
  const hashes = { hash: 'h', contentHash: 'c', effectId: 'e1', kind: 'some-kind' };
  const verdict = { logId: 'l1', sequence: 1, kind: 'accepted', code: '', orderInstant: 5, visibleAt: {} } as const;
  return { ...place, ...hashes, receivedAt: 7, orderInstant: 5, verdict, entry: { said: 'so' }, ...stated };
}

function anEffect(effectId: string, stated: Partial<EffectRow> = {}): EffectRow {
  return { effectId, contentHash: 'c', registerId: 'r1', logId: 'l1', sequence: 1, ...stated };
}

/** Runs `first` up to where it calls the answer, then `second` until it waits or ends, then both to their end. */
async function crossing(
  store: Store,
  first: (tx: StoreTransaction, meet: () => Promise<void>) => Promise<void>,
  second: (tx: StoreTransaction) => Promise<void>,
): Promise<void> {
  let met = () => undefined as void;
  const reached = new Promise<void>((resolve) => (met = resolve));
  let go = () => undefined as void;
  const released = new Promise<void>((resolve) => (go = resolve));
  const one = store.transact((tx) => first(tx, () => (met(), released)));
  await reached;
  const two = store.transact(second);
  await new Promise((resolve) => setTimeout(resolve, 50));
  go();
  await Promise.all([one, two]);
}

eachStore((place) => {
  const open = async () => (await place()).open();

  test('a unit of work is kept as a whole or not at all', async () => {
    const store = await open();
    const failing = store.transact(async (tx) => {
      await tx.putDocuments([aDocument('lost')]);
      await tx.appendToFeeds([aChange('lost')], COMMIT);
      expect(await tx.document('transactions', 'lost')).toEqual({ id: 'lost' });
      throw new Error('power cut');
    });
    await expect(failing).rejects.toThrow('power cut');
    expect(await store.document('transactions', 'lost')).toBeNull();
    expect(await store.feedHeads(['location-a'])).toEqual({ 'location-a': 0 });
  });

  test('work that asks for it is done again from the start', async () => {
    const store = await open();
    let attempts = 0;
    const answer = await store.transact(async (tx) => {
      attempts += 1;
      await tx.putDocuments([aDocument(`attempt-${attempts}`)]);
      if (attempts < 3) throw new RepeatWork('more to lock');
      return attempts;
    });
    expect(answer).toBe(3);
    expect((await store.documents('transactions')).map(({ id }) => id)).toEqual(['attempt-3']);
  });

  test('an effect is claimed once: who comes second starts over and sees the first', async () => {
    const store = await open();
    const seen: (string | undefined)[] = [];
    const claim = (logId: string) => async (tx: StoreTransaction) => {
      const [known] = await tx.effects(['e1']);
      seen.push(known?.logId);
      if (known !== undefined) return;
      await tx.claimEffects([anEffect('e1', { logId })]);
      await tx.putEntries([anEntry({ logId })]);
    };
    await crossing(
      store,
      async (tx, meet) => {
        await claim('first')(tx);
        await meet();
      },
      claim('second'),
    );
    expect(seen).toEqual([undefined, undefined, 'first']);
    expect(await store.effects(['e1', 'e2'])).toMatchObject([{ logId: 'first', verdict: { kind: 'accepted' } }]);
  });

  test.each(['log', 'customer', 'identifier', 'server', 'feed'])('a locked %s is waited for', async (what) => {
    const store = await open();
    const lock = (tx: StoreTransaction): Promise<unknown> => {
      switch (what) {
        case 'log':
          return tx.lockLog('r1', 'l1', 0);
        case 'customer':
          return tx.lockCustomers(['c1']);
        case 'identifier':
          return tx.lockIdentifiers([{ kind: 'email', key: 'a@x.com' }]);
        case 'server':
          return tx.lockServer();
        default:
          return tx.appendToFeeds([aChange('x')], COMMIT);
      }
    };
    const order: string[] = [];
    await crossing(
      store,
      async (tx, meet) => {
        await lock(tx);
        order.push('first has it');
        await meet();
        order.push('first is done');
      },
      async (tx) => {
        await lock(tx);
        order.push('second has it');
      },
    );
    expect(order).toEqual(['first has it', 'first is done', 'second has it']);
  });

  test('who waited for a customer sees what the other wrote', async () => {
    const store = await open();
    await crossing(
      store,
      async (tx, meet) => {
        expect(await tx.lockCustomers(['c1'])).toEqual([{ id: 'c1', customer: null, standing: null }]);
        await meet();
        await tx.putDocuments([
          { collection: 'customers', id: 'c1', owner: null, document: { id: 'c1', name: 'first' } },
          { collection: 'standings', id: 'c1', owner: null, document: { id: 'c1', through: 1 } },
        ]);
      },
      async (tx) => {
        expect(await tx.lockCustomers(['c1', 'c0', 'c1'])).toEqual([
          { id: 'c0', customer: null, standing: null },
          { id: 'c1', customer: { id: 'c1', name: 'first' }, standing: { id: 'c1', through: 1 } },
        ]);
      },
    );
    expect((await store.documents('customers')).map(({ id }) => id)).toEqual(['c1']);
  });

  test('two that lock the same things in opposite orders both come to an end', async () => {
    const store = await open();
    const done: string[] = [];
    const locking = async (first: string, second: string) =>
      store.transact(async (tx) => {
        await tx.lockLog('r1', first, 0);
        await new Promise((resolve) => setTimeout(resolve, 20));
        await tx.lockLog('r1', second, 0);
        done.push(first);
      });
    await Promise.all([locking('x', 'y'), locking('y', 'x')]);
    expect(done.sort()).toEqual(['x', 'y']);
  });

  test('work items are added once; documents are found by id, by owner, and dropped', async () => {
    const store = await open();
    const item = (id: string, code: string) => aDocument(id, { collection: 'workItems', document: { id, code } });
    await store.transact((tx) => tx.addDocuments([item('b', 'first'), item('a', 'first')]));
    const added = await store.transact((tx) => tx.addDocuments([item('c', 'second'), item('a', 'second')]));
    expect(added).toEqual(['c']);
    expect((await store.documents('workItems')).map(({ document }) => document)).toEqual([
      { id: 'a', code: 'first' },
      { id: 'b', code: 'first' },
      { id: 'c', code: 'second' },
    ]);
    await store.transact(async (tx) => {
      await tx.putDocuments([aDocument('t1', { owner: 'c1' }), aDocument('t2', { owner: 'c2' }), aDocument('t3')]);
      await tx.dropDocuments('workItems', ['a', 'b']);
      await tx.putDocuments([]);
      await tx.dropDocuments('workItems', []);
    });
    const owned = await store.documentsOwnedBy('transactions', ['c1', 'c2']);
    expect(owned.map(({ id, owner }) => [id, owner])).toEqual([
      ['t1', 'c1'],
      ['t2', 'c2'],
    ]);
    expect((await store.documents('transactions', ['t3', 't0'])).map(({ id }) => id)).toEqual(['t3']);
    expect((await store.documents('workItems')).map(({ id }) => id)).toEqual(['c']);
  });

  test('a page joins the newest document to its row; what leaves carries none', async () => {
    const store = await open();
    await store.transact(async (tx) => {
      await tx.putDocuments([aDocument('a', { document: { text: 'old' } }), aDocument('b')]);
      await tx.appendToFeeds([aChange('a'), aChange('b'), aChange('a', { feed: 'location-b' })], COMMIT);
    });
    await store.transact(async (tx) => {
      const odd = { text: 'quotes " and \\ and , and { } and é 🐕', nothing: null, list: [1.5, true] };
      await tx.putDocuments([aDocument('a', { document: odd })]);
      const places = await tx.appendToFeeds([aChange('b', { change: 'leave' }), aChange('a')], COMMIT);
      expect(places.map(({ id, sequence }) => [id, sequence])).toEqual([
        ['b', 3],
        ['a', 4],
      ]);
    });
    const slice = { feed: 'location-a', after: 0, through: 4, collections: null, limit: 10 };
    const rows = await store.feedRows(slice);
    expect(rows.map(({ sequence }) => sequence)).toEqual([3, 4]);
    expect(rows.map(({ text }) => JSON.parse(text) as unknown)).toEqual([
      { sequence: 3, collection: 'transactions', id: 'b', change: 'leave', document: null },
      {
        ...{ sequence: 4, collection: 'transactions', id: 'a', change: 'put' },
        document: { text: 'quotes " and \\ and , and { } and é 🐕', nothing: null, list: [1.5, true] },
      },
    ]);
    expect(await store.feedRows({ ...slice, after: 3, limit: 1 })).toHaveLength(1);
    expect(await store.feedRows({ ...slice, through: 3 })).toHaveLength(1);
    expect(await store.feedRows({ ...slice, collections: ['customers'] })).toEqual([]);
    expect(await store.feedPosition('location-a', 1)).toEqual({ head: 4, forgottenThrough: 0, stamp: 'stamp' });
    expect(await store.feedPosition('location-a', 5)).toMatchObject({ stamp: null });
    expect(await store.feedPosition('nowhere', 1)).toEqual({ head: 0, forgottenThrough: 0, stamp: null });
  });

  test('deleted customers are found by the instant they were deleted; one that was restored is not', async () => {
    const store = await open();
    const put = (id: string, document: DocumentRow['document'], collection: DocumentRow['collection'] = 'customers') =>
      store.transact((tx) => tx.putDocuments([aDocument(id, { collection, document })]));
    await put('b', { status: 'deleted', deletedAt: 20 });
    await put('a', { status: 'deleted', deletedAt: 10 });
    await put('c', { status: 'active', deletedAt: null });
    await put('x', { status: 'deleted', deletedAt: 20 }, 'messages');
    const since = async (instant: number) => (await store.deletedCustomers(instant)).map(({ id }) => id);
    expect(await since(0)).toEqual(['a', 'b']);
    expect(await since(11)).toEqual(['b']);

    await put('b', { status: 'active', deletedAt: null });
    expect(await since(0)).toEqual(['a']);
    await put('b', { status: 'deleted', deletedAt: 30 });
    expect(await since(0)).toEqual(['a', 'b']);
  });

  test('entries keep their raw content, logs their end, and parked ones are found', async () => {
    const store = await open();
    const parked = { ...anEntry().verdict, sequence: 2, kind: 'parked', code: 'unknown-kind' } as const;
    const torn = { nul: '\u0000', lone: '\ud800', deep: [{ a: ['b'] }] };
    await store.transact(async (tx) => {
      const log = await tx.lockLog('r1', 'l1', 42);
      expect(log).toEqual({
        ...{ registerId: 'r1', logId: 'l1', sequence: 0, hash: '', orderInstant: null },
        ...{ parked: [], disagreed: false, begunAt: 42 },
      });
      await tx.putEntries([
        anEntry(),
        anEntry({ sequence: 2, effectId: '', orderInstant: null, verdict: parked, entry: torn }),
      ]);
      await tx.putLog({ ...log, sequence: 2, hash: 'h2', orderInstant: 5, parked: [2], disagreed: true });
    });
    expect(await store.log('r1', 'l1')).toMatchObject({ sequence: 2, hash: 'h2', parked: [2], disagreed: true });
    expect(await store.log('r1', 'l2')).toBeNull();
    expect((await store.parkedEntries()).map(({ entry }) => entry)).toEqual([torn]);
    expect(await store.entries('r1', 'l1', 0, 1)).toEqual([anEntry()]);

    await store.transact((tx) => tx.putEntries([anEntry({ sequence: 2, entry: 'ignored' })]));
    expect(await store.parkedEntries()).toEqual([]);
    expect(await store.entries('r1', 'l1', 1, 10)).toMatchObject([{ verdict: { kind: 'accepted' }, entry: torn }]);
    const odd = { registerId: 'r1', logId: 'l1', sequence: 1, contentHash: 'x', receivedAt: 9, entry: 'odd' };
    await store.transact((tx) => tx.addMisnamedEntries([odd]));
    await store.transact((tx) => tx.addMisnamedEntries([odd]));
    expect(await store.misnamedEntries()).toEqual([odd]);
  });

  test('words are found by their beginnings: all of an alternative, one alternative, every term', async () => {
    const store = await open();
    const word = (customerId: string, ...add: string[]) => ({ customerId, add, drop: [] });
    await store.transact(async (tx) => {
      await tx.putSearchWords([word('c1', 'ann', 'bill', 'smith'), word('c2', 'anna', 'jones'), word('c3', 'ännchen')]);
      await tx.putSearchWords([{ customerId: 'c2', add: ['johns'], drop: ['jones', 'never'] }]);
      await tx.appendToFeeds([aChange('c2', { collection: 'customers' })], COMMIT);
    });
    const wanted = (...terms: string[][][]) =>
      terms.flatMap((alternatives, term) =>
        alternatives.flatMap((parts, alternative) => parts.map((beginning) => ({ term, alternative, beginning }))),
      );
    const find = (words: ReturnType<typeof wanted>, except = 'nobody') => store.customersByWords(words, except, 10);
    expect(await find(wanted([['ann']]))).toEqual(['c1', 'c2']);
    expect(await find(wanted([['ann']], [['smi']]))).toEqual(['c1']);
    expect(await find(wanted([['ann', 'john']]))).toEqual(['c2']);
    expect(await find(wanted([['ann', 'john'], ['bil']]))).toEqual(['c1', 'c2']);
    expect(await find(wanted([['jones'], ['ännchen']]))).toEqual(['c3']);
    expect(await find(wanted([['ann', 'ann']]))).toEqual(['c1', 'c2']);
    expect(await find(wanted([['ann']]), 'location-a')).toEqual(['c1']);
    expect(await find(wanted([['a%']], [['_nn']]))).toEqual([]);
    expect(await store.customersByWords(wanted([['a']]), 'nobody', 1)).toEqual(['c1']);
  });

  test('identifiers are claimed in the order they are told, and unclaimed ones are empty', async () => {
    const store = await open();
    const [email, phone] = [
      { kind: 'email', key: 'a@x.com' },
      { kind: 'phone', key: '+1' },
    ] as const;
    await store.transact(async (tx) => {
      const [row] = await tx.lockIdentifiers([email]);
      expect(row).toEqual({ ...email, claims: [] });
      await tx.putIdentifiers([{ ...email, claims: [{ customerId: 'c1', since: '1' }] }]);
    });
    expect(await store.identifiers([phone, email])).toEqual([
      { ...phone, claims: [] },
      { ...email, claims: [{ customerId: 'c1', since: '1' }] },
    ]);
  });
});
