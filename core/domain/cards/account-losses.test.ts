import { expect, test } from 'vitest';
import { aBook, aQuestion, aRedemption, aStanding, punchesOf } from '../../../tests/support/factories';
import { accountLosses, losesNothing } from './account-losses';
import { cardsOf } from './cards-of';

test('worked example 17: 5 of 12 punches and 40 points would be lost (DE-5)', () => {
  const standing = {
    ...aStanding({ id: 'a', units: 5, at: '2026-02-01T10:00Z' }),
    points: { balance: 40, lifetime: 90 },
  };
  const losses = accountLosses(cardsOf(standing, aBook(), aQuestion()), standing);
  expect(losses.openCards.map(({ count, buyX }) => [count, buyX])).toEqual([[5, 12]]);
  expect(losses).toMatchObject({ rewards: [], points: 40 });
  expect(losesNothing(losses)).toBe(false);
});

test('a full card is a reward that would be lost; what was redeemed stays in the reports (DE-5, DE-9)', () => {
  const standing = aStanding(
    { id: 'a', units: 12, at: '2026-01-10T10:00Z' },
    { id: 'b', units: 12, at: '2026-02-01T10:00Z', redemptions: [aRedemption({ punches: punchesOf('a', 12) })] },
  );
  const losses = accountLosses(cardsOf(standing, aBook(), aQuestion()), standing);
  expect(losses.rewards).toHaveLength(1);
  expect(losses.openCards).toEqual([]);
});

test('an account without cards, rewards, points and credit loses nothing (DE-4)', () => {
  expect(losesNothing(accountLosses([], aStanding()))).toBe(true);
});
