import { expect, test } from 'vitest';
import { aCustomer } from '../../../tests/support/factories';
import { decideJoin } from './join-accounts';
import { namesAgree } from './names-agree';

const older = aCustomer({ id: 'b', email: 'betty@x.com', stamps: { created: '1' } });
const younger = aCustomer({ id: 'a', firstName: 'Bill & BÉTTY', email: 'Betty@x.com', stamps: { created: '2' } });

test('an equal email and agreeing names: the younger is rolled up into the older (IC-10)', () => {
  const expected = { kind: 'roll-up', older: 'b', younger: 'a', shared: ['email'] };
  expect(decideJoin(older, younger)).toEqual(expected);
  expect(decideJoin(younger, older)).toEqual(expected);
});

test('an equal phone with other names: both stay, an Admin decides (IC-10)', () => {
  const phone = '+12025550100';
  const [ann, bill] = [
    aCustomer({ id: 'a', firstName: 'Ann', phone }),
    aCustomer({ id: 'b', firstName: 'Bill', phone }),
  ];
  expect(decideJoin(ann, bill)).toMatchObject({ kind: 'possible-duplicate', older: 'a', shared: ['phone'] });
});

test('nothing in common, or the training customer: nothing happens', () => {
  expect(decideJoin(older, aCustomer({ id: 'c' }))).toEqual({ kind: 'none' });
  expect(decideJoin(older, { ...younger, isTraining: true })).toEqual({ kind: 'none' });
});

test('an internal ID alone joins nobody by itself (IC-10, IC-11)', () => {
  const [a, b] = [aCustomer({ id: 'a', internalId: '17' }), aCustomer({ id: 'b', internalId: '17' })];
  expect(decideJoin(a, b)).toMatchObject({ kind: 'possible-duplicate', shared: ['internal-id'] });
});

test.each([
  ['Ann & Bill', 'Smith', 'Bill', 'SMITH', true],
  ['José', 'Núñez', 'Jose', 'Nunez', true],
  ['Betty', 'Smith / Jones', 'betty', 'jones', true],
  ['Mary-Ann', "O'Brien", 'Maryann', 'OBrien', true],
  ['Betty', 'Smith', 'Betty', 'Jones', false],
  ['Ann', 'Smith', 'Anna', 'Smith', false],
  ['Ann and Bill', 'Smith', 'Sue and Joe', 'Smith', false],
  ['Betty', 'van Dyke', 'Betty', 'van Gogh', false],
  ['Betty', 'Van', 'Betty', 'van', true],
  ['Al & Bo', 'Smith', 'Al', 'Smith', true],
  ['Di', 'Lane', 'Tom & Di', 'Lane', true],
  ['María de Jesús', 'Cruz', 'Ana de Lourdes', 'Cruz', false],
  ['Sami', 'Al Fayed', 'Sami', 'Al Saud', false],
])('%s %s and %s %s agree: %s (IC-10)', (firstA, lastA, firstB, lastB, agree) => {
  const [a, b] = [
    { firstName: firstA, lastName: lastA },
    { firstName: firstB, lastName: lastB },
  ];
  expect([namesAgree(a, b), namesAgree(b, a)]).toEqual([agree, agree]);
});
