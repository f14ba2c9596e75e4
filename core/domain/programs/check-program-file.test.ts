import { expect, test } from 'vitest';
import { anItem, aProgram, aProgramCard, upc } from '../../../tests/support/factories';
import { checkProgramFile } from './check-program-file';

const mistakesOf = (json: unknown) => {
  const checked = checkProgramFile(json);
  return checked.ok ? [] : checked.refusal.mistakes.map(({ code, path }) => `${code} ${path}`);
};
const oneCard = (card: Record<string, unknown>) => [{ ...aProgram(), cards: [{ ...aProgramCard(), ...card }] }];

test('a right file is read as it is', () => {
  const programs = [aProgram()];
  expect(checkProgramFile(JSON.parse(JSON.stringify(programs)))).toEqual({ ok: true, value: programs });
});

test('what may be left out is filled in, and codes take their stored form (PU-12)', () => {
  const file = [
    {
      ...{ id: 'p', kind: 'frequent-buyer', manufacturer: 'Acme', title: 'Acme', petType: 'Dog', version: 3 },
      cards: [
        {
          ...{ id: 'c', title: 'Large', buyX: 12, getY: 1, rewardRule: 'any-item' },
          items: [{ upc: `0-${upc(1)}`, description: 'Bag' }],
        },
      ],
      enrollments: [{ locationId: 'midtown', enrolledOn: '2026-01-01' }],
    },
  ];
  expect(checkProgramFile(file)).toMatchObject({
    ok: true,
    value: [
      {
        ...{ windowMonths: null, requiresEmail: false, endedOn: null, ruleText: '' },
        cards: [
          {
            buyXHistory: [{ version: 3, buyX: 12 }],
            items: [{ upc: upc(1), valueCents: null, qualifies: true, redeemable: true }],
          },
        ],
        enrollments: [{ endedOn: null }],
      },
    ],
  });
});

test('what this version cannot do is refused by name: Y, reward rules, one item on two cards (PU-16)', () => {
  expect(mistakesOf(oneCard({ getY: 2 }))).toEqual(['get-y-not-one /0/cards/0/getY']);
  expect(mistakesOf(oneCard({ rewardRule: 'most-frequent' }))).toEqual(['reward-rule-unknown /0/cards/0/rewardRule']);
  const two = [aProgramCard(), aProgramCard({ id: 'other', items: [anItem({ upc: upc(48) })] })];
  expect(mistakesOf([aProgram({ cards: two })])).toEqual(['upc-in-two-cards /0/cards/1/items/0/upc']);
  const across = [aProgram(), aProgram({ id: 'p2', cards: [aProgramCard({ id: 'c2', items: [anItem()] })] })];
  expect(mistakesOf(across)).toEqual(['upc-in-two-cards /1/cards/0/items/0/upc']);
});

test('every other mistake is named with its place', () => {
  expect(mistakesOf({})).toEqual(['not-a-list ']);
  expect(mistakesOf([7])).toEqual(['wrong-shape /0']);
  expect(mistakesOf(oneCard({ buyX: 'twelve' }))).toContain('wrong-shape /0/cards/0/buyX');
  expect(mistakesOf(oneCard({ items: [anItem({ upc: '012345678904' })] }))).toEqual([
    'upc-invalid /0/cards/0/items/0/upc',
  ]);
  expect(mistakesOf(oneCard({ items: [anItem(), anItem()] }))).toEqual(['upc-twice-on-card /0/cards/0/items/1/upc']);
  expect(mistakesOf([aProgram(), aProgram()])).toContain('duplicate-id /1/id');
  expect(mistakesOf([aProgram({ endedOn: '2026-02-30' })])).toEqual(['date-invalid /0/endedOn']);
  const enrollments = [{ locationId: 'midtown', enrolledOn: '2026-02-01', endedOn: '2026-01-01' }];
  expect(mistakesOf([aProgram({ enrollments })])).toEqual(['ends-before-start /0/enrollments/0/endedOn']);
  expect(mistakesOf(oneCard({ buyXHistory: [{ version: 1, buyX: 10 }] }))).toEqual([
    'x-history-wrong /0/cards/0/buyXHistory',
  ]);
});

test('a file full of mistakes is answered with a list a person can read', () => {
  const items = Array.from({ length: 500 }, () => anItem({ upc: '012345678904' }));
  expect(mistakesOf(oneCard({ items }))).toHaveLength(100);
});
