import { expect, test } from 'vitest';
import type { EntryRow, MisnamedEntryRow } from '../../sync-server/store/rows';
import { aShop } from './support/a-shop';
import { aTill, kinds } from './support/a-till';
import { eachStore } from './support/each-store';

/** Text that JSON may carry and a database cannot. */
const TORN = { nul: '\u0000', lone: '\ud800' };

function anEntry(sequence: number, stated: Partial<EntryRow> = {}): EntryRow {
  const place = { registerId: 'r1', logId: 'l1', sequence };
  const hashes = { hash: 'h', contentHash: 'c', effectId: `e${String(sequence)}`, kind: 'customer-edited' };
  const verdict = { logId: 'l1', sequence, kind: 'accepted', code: '', orderInstant: 5, visibleAt: {} } as const;
  return { ...place, ...hashes, receivedAt: 7, orderInstant: 5, verdict, entry: said('betty'), ...stated };
}

function aParked(sequence: number, kind: string, entry: unknown): EntryRow {
  const { verdict } = anEntry(sequence);
  return anEntry(sequence, {
    kind,
    effectId: '',
    entry,
    verdict: { ...verdict, kind: 'parked', code: 'unknown-kind' },
  });
}

function said(customerId: string, personal: unknown = { changes: { firstName: 'Betty' } }) {
  return { facts: { customerId }, personal };
}

eachStore((place) => {
  const open = async () => (await place()).open();

  test('personal parts of a customer’s entries go, of parked ones of any shape as well; others stay (DE-7)', async () => {
    const store = await open();
    const misnamed = (contentHash: string, entry: unknown): MisnamedEntryRow => {
      return { registerId: 'r1', logId: 'l1', sequence: 1, contentHash, receivedAt: 9, entry };
    };
    await store.transact(async (tx) => {
      const log = await tx.lockLog('r1', 'l1', 1);
      await tx.putEntries([
        anEntry(1),
        anEntry(2, { entry: said('carla') }),
        aParked(3, 'a-kind-to-come', said('betty')),
        aParked(4, '', said('betty', TORN)),
        aParked(5, '', said('carla', TORN)),
        aParked(6, '', TORN),
      ]);
      await tx.putLog({ ...log, sequence: 6, parked: [3, 4, 5, 6] });
      await tx.addMisnamedEntries([misnamed('x', said('betty', TORN)), misnamed('y', said('carla', TORN))]);
    });
    await store.transact((tx) => tx.erasePersonal(['betty']));

    const entries = (await store.entries('r1', 'l1', 0, 10)).map(({ entry }) => entry);
    const gone = said('betty', null);
    expect(entries).toEqual([gone, said('carla'), gone, gone, said('carla', TORN), TORN]);
    expect((await store.misnamedEntries()).map(({ entry }) => entry)).toEqual([gone, said('carla', TORN)]);
  });

  test('an entry that a newer server understands is of its kind from then on, so that it is erased like others', async () => {
    const store = await open();
    await store.transact(async (tx) => {
      await tx.putEntries([aParked(1, '', said('betty'))]);
      await tx.putLog({ ...(await tx.lockLog('r1', 'l1', 1)), sequence: 1, parked: [1] });
    });
    await store.transact((tx) => tx.putEntries([anEntry(1, { entry: 'read again' })]));
    expect(await store.entries('r1', 'l1', 0, 10)).toMatchObject([
      { kind: 'customer-edited', effectId: 'e1', entry: said('betty') },
    ]);
    await store.transact((tx) => tx.erasePersonal(['betty']));
    expect(await store.entries('r1', 'l1', 0, 10)).toMatchObject([{ entry: said('betty', null) }]);
  });

  test('somebody is erased although another entry under a taken name holds text no database takes', async () => {
    const shop = await aShop(await open());
    const till = await aTill(shop, 'midtown');
    const betty = till.log.addCustomer({ email: 'betty@x.com' });
    await till.send();
    const [first] = till.log.entries;
    const other = { ...first, personal: { ...first?.personal, firstName: 'B\u0000tty' } };
    const batch = { epoch: await shop.books.epoch(), entries: [other] };
    expect(await shop.books.acceptBatch(till.register, batch)).toMatchObject({
      value: { verdicts: [{ kind: 'parked', code: 'name-taken' }] },
    });

    till.log.write('customer-erased', { customerId: betty }, null, { userId: 'master-admin' });
    expect(kinds(await till.send())).toEqual(['accepted']);
    expect(JSON.stringify([await shop.store.misnamedEntries(), shop.troubles])).not.toContain('tty');
  });
});
