import { expect, test } from 'vitest';
import { aCustomerForm, aPet, valueOf } from '../../../../tests/support/factories';
import { aShop, users } from '../../../../tests/support/register/a-shop';
import { PlainFinder } from './finder';
import { RolledUp } from './rolled-up';

test('chains lead to the last account, and back to everybody in it (RU-16)', () => {
  const rolledUp = new RolledUp();
  const into = (id: string, mergedInto: string | null) => rolledUp.note(id, { mergedInto });
  into('a', 'b');
  into('b', 'c');
  expect([rolledUp.primaryOf('a'), rolledUp.primaryOf('c'), rolledUp.membersOf('c')]).toEqual(['c', 'c', ['b', 'a']]);
  into('b', null);
  expect([rolledUp.primaryOf('a'), rolledUp.membersOf('b'), rolledUp.membersOf('c')]).toEqual(['b', ['a'], []]);
  rolledUp.note('a', null);
  expect(rolledUp.membersOf('b')).toEqual([]);
});

test('a cycle that half a page has left ends somewhere, until the rest of it has come (RU-16)', () => {
  const rolledUp = new RolledUp();
  rolledUp.note('a', { mergedInto: 'b' });
  rolledUp.note('b', { mergedInto: 'a' });
  expect([rolledUp.primaryOf('a'), rolledUp.membersOf('a')]).toEqual(['b', ['b']]);
  rolledUp.note('a', { mergedInto: null });
  expect([rolledUp.primaryOf('b'), rolledUp.membersOf('a')]).toEqual(['a', ['b']]);
});

/** Two registers of one location; Betty and Liz are combined at one while the other is cut off with work for Liz. */
async function combinedMeanwhile() {
  const shop = await aShop();
  const { timers } = shop;
  const [one, two] = [await shop.join('midtown'), await shop.join('midtown')];
  const finder = new PlainFinder();
  two.finder = finder;
  const [here, there] = [await one.start(users.admin), await two.start(users.cashier)];
  const add = async (firstName: string) =>
    valueOf(await here.addCustomer(aCustomerForm({ firstName, email: '', phone: '' }))).customerId;
  const [betty, liz] = [await add('Betty'), await add('Liz')];
  await timers.pass(5000);
  const combine = async () => {
    const done = (await here.admin()).combine({ primaryId: betty, otherIds: [liz], joinedPets: [] });
    await timers.pass(5000);
    return valueOf(await done).rollUpId;
  };
  return { shop, timers, one, two, here, there, betty, liz, finder, combine };
}

test('lookup and lists show the register’s own unsent edits of a merged-away account on the primary (RU-15)', async () => {
  const { shop, timers, two, there, betty, liz, finder, combine } = await combinedMeanwhile();
  const rollUpId = await combine();
  expect([...finder.rows.keys()]).toEqual([betty]);

  // From here on nothing leaves that register, and feeds go on.
  two.onRequest = ({ path, method }) => (method === 'POST' && path === '/v1/log' ? 'no-answer' : null);
  valueOf(await there.editCustomer(liz, { phone: '+12025550188', 'pet:rex': aPet() }));
  await timers.pass(5000);
  expect(finder.rows.get(betty)).toMatchObject({ firstName: 'Betty', phone: '+12025550188' });
  expect((await there.view(liz))?.customer).toMatchObject({ id: betty, phone: '+12025550188' });
  expect(await finder.holders([{ kind: 'phone', key: '+12025550188' }])).toMatchObject([{ id: betty }]);

  // The roll-up is undone meanwhile: what was written for Liz is hers.
  const admin = await (await shop.join('midtown')).start(users.admin);
  await timers.pass(5000);
  const undone = (await admin.admin()).undoRollUp(rollUpId, betty);
  await timers.pass(5000);
  valueOf(await undone);
  two.onRequest = null;
  await timers.pass(60_000);
  expect(finder.rows.get(betty)).toMatchObject({ phone: '' });
  expect(finder.rows.get(liz)).toMatchObject({ firstName: 'Liz', phone: '+12025550188' });
});

test('an edit written offline, before the roll-up was heard of, ends on the primary’s row alone (RU-15)', async () => {
  const { timers, two, there, betty, liz, finder, combine } = await combinedMeanwhile();
  two.onRequest = () => 'no-answer';
  valueOf(await there.editCustomer(liz, { phone: '+12025550188' }));
  await combine();
  expect(finder.rows.get(liz)).toMatchObject({ phone: '+12025550188' });
  two.onRequest = null;
  await timers.pass(60_000);
  expect(finder.rows.get(liz)).toBeUndefined();
  expect(finder.rows.get(betty)).toMatchObject({ phone: '+12025550188' });
});

test('after a restart, too, unsent edits of a merged-away account show in the primary’s row (RU-15)', async () => {
  const { timers, two, there, betty, liz, finder, combine } = await combinedMeanwhile();
  await combine();
  two.onRequest = () => 'no-answer';
  valueOf(await there.editCustomer(liz, { phone: '+12025550188' }));
  await two.stop();
  finder.rows.clear();
  await two.start(users.cashier);
  await timers.pass(2000);
  expect(finder.rows.get(betty)).toMatchObject({ phone: '+12025550188' });
  expect(finder.rows.get(liz)).toBeUndefined();
});
