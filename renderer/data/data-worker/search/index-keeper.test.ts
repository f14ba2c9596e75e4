import { expect, test } from 'vitest';
import { aCustomerForm, valueOf } from '../../../../tests/support/factories';
import { aShop, users, type Shop, type Till } from '../../../../tests/support/register/a-shop';
import { aSearchWorker } from '../../../../tests/support/register/search-port';
import { placeOf } from '../register/engine';
import { IndexKeeper } from './index-keeper';
import { SearchFinder } from './search-finder';

/** Blobs that outlive a register. */
class Blobs {
  saved: { madeFor: string; buffer: ArrayBuffer } | null = null;
  async read(madeFor: string): Promise<ArrayBuffer | null> {
    return this.saved?.madeFor === madeFor ? this.saved.buffer.slice(0) : null;
  }
  async write(madeFor: string, buffer: ArrayBuffer): Promise<void> {
    this.saved = { madeFor, buffer };
  }
}

/** Starts the till with a search worker of its own, as the data worker does. */
async function started(shop: Shop, till: Till, blobs: Blobs) {
  const search = aSearchWorker();
  const keeper = new IndexKeeper(search, blobs, shop.timers, shop.clock);
  const isInPlace = keeper.putBack(placeOf(till.identity));
  till.finder = new SearchFinder(search, isInPlace);
  await isInPlace;
  const found = async (text: string) => {
    const answer = await search.ask('lookup', { text, mode: 'list', entered: true, limit: 50 });
    return answer.kind === 'found' ? answer.rows.map(({ firstName }) => firstName) : [];
  };
  const early = await found('smith');
  const register = await till.start(users.admin);
  const engine = await register.ready();
  await keeper.keep(engine);
  return { register, engine, keeper, found, early };
}

const named = (firstName: string) => aCustomerForm({ firstName });

test('customers are found from the saved index at once after a restart', async () => {
  const [shop, blobs] = [await aShop(), new Blobs()];
  const till = await shop.join('midtown');
  const { register, found, early } = await started(shop, till, blobs);
  expect(early).toEqual([]);
  for (const name of ['Anna', 'Bill']) valueOf(await register.addCustomer(named(name)));
  await shop.timers.pass(30_000);
  expect(await found('smith')).toEqual(['Anna', 'Bill']);
  expect(register.status()?.customerCount).toBe(2);
  await till.kill();

  till.onRequest = () => 'no-answer';
  const again = await started(shop, till, blobs);
  expect(again.early).toEqual(['Anna', 'Bill']);
  await shop.timers.pass(1000);
  expect(again.register.status()?.customerCount).toBe(2);
});

test('an index saved too early is set right behind: changed, new and gone customers', async () => {
  const [shop, blobs] = [await aShop(), new Blobs()];
  const till = await shop.join('midtown');
  const { register } = await started(shop, till, blobs);
  const anna = valueOf(await register.addCustomer(named('Anna'))).customerId;
  const bill = valueOf(await register.addCustomer(named('Bill'))).customerId;
  await shop.timers.pass(30_000);
  valueOf(await register.editCustomer(anna, { firstName: 'Annabel' }));
  valueOf(await register.deleteCustomer(bill));
  valueOf(await register.addCustomer(named('Cleo')));
  await shop.timers.pass(5000);
  await till.kill();

  const again = await started(shop, till, blobs);
  expect(again.early).toEqual(['Anna', 'Bill']);
  await shop.timers.pass(10_000);
  expect(await again.found('smith')).toEqual(['Annabel', 'Cleo']);
});

test('whoever was erased is soon not in the saved index any more (DE-7)', async () => {
  const [shop, blobs] = [await aShop(), new Blobs()];
  const till = await shop.join('midtown');
  const { register } = await started(shop, till, blobs);
  const { customerId } = valueOf(await register.addCustomer(named('Bettina')));
  await shop.timers.pass(60_000);
  const isSaved = (text: string) => Buffer.from(blobs.saved?.buffer ?? new ArrayBuffer()).includes(text);
  expect(isSaved('Bettina')).toBe(true);
  valueOf(await (await register.admin()).erase(customerId));
  await shop.timers.pass(40_000);
  expect(isSaved('Bettina')).toBe(false);
});

test('own customers not yet at the server are found after a restart, whatever was saved', async () => {
  const [shop, blobs] = [await aShop(), new Blobs()];
  const till = await shop.join('midtown');
  const { register, engine, keeper } = await started(shop, till, blobs);
  valueOf(await register.addCustomer(named('Anna')));
  await shop.timers.pass(10_000);
  await keeper.save(engine);
  till.onRequest = () => 'no-answer';
  valueOf(await register.addCustomer(named('Bill')));
  await till.kill();
  const again = await started(shop, till, blobs);
  await shop.timers.pass(100);
  expect(await again.found('smith')).toEqual(['Anna', 'Bill']);
});

test('a lost database does not leave strangers in the index', async () => {
  const [shop, blobs] = [await aShop(), new Blobs()];
  const till = await shop.join('midtown');
  const { register } = await started(shop, till, blobs);
  valueOf(await register.addCustomer(named('Anna')));
  await shop.timers.pass(30_000);
  await till.kill();
  till.disk.lose('pulled');
  till.disk.lose('entries');
  for (const path of till.computer.paths) till.computer.damage(path, () => null);
  till.onRequest = () => 'no-answer';
  const again = await started(shop, till, blobs);
  await shop.timers.pass(10_000);
  expect(await again.found('smith')).toEqual([]);
});
