import { expect, test } from 'vitest';
import { aVisit, aProgram, type Visited } from '../../../tests/support/factories';
import { programBook } from '../programs/program-book';
import { cardsOf } from './cards-of';
import { previewStanding, rollUpStandings } from './roll-up-standings';
import type { Standing } from './standing';
import { foldHistory, emptyStanding } from './standing-fold';

function standingOf(id: string, history: readonly Visited[], more: Partial<Standing> = {}): Standing {
  return { ...foldHistory(emptyStanding(id), history), ...more };
}

const shown = (standing: Standing) => {
  const question = { today: '2026-02-01', locationId: 'midtown', unconfirmedTransactions: new Set<string>() };
  return cardsOf(standing, programBook([aProgram()]), question).map(
    ({ status, count }) => `${status} ${String(count)}`,
  );
};

test('points, lifetime points, store credit and uses of offers are added; nobody is refused what was used (RU-12)', () => {
  const betty = standingOf('betty', [], {
    ...{ points: { balance: 40, lifetime: 100 }, storeCreditCents: 250, offerUses: { flash: 2, march: 1 } },
  });
  const liz = standingOf('liz', [], {
    ...{ points: { balance: -5, lifetime: 60 }, storeCreditCents: 100, offerUses: { flash: 1 } },
  });
  expect(rollUpStandings(betty, [liz], [])).toMatchObject({
    ...{ points: { balance: 35, lifetime: 160 }, storeCreditCents: 350, offerUses: { flash: 3, march: 1 } },
    members: ['betty', 'liz'],
  });
});

test('what is shown before confirming is what the roll-up makes: cards, points and store credit (RU-7, RU-10)', () => {
  const ofBetty = [aVisit({ id: 'one', at: '2026-01-10T15:00Z', units: 8 })];
  const ofLiz = [
    aVisit({ id: 'two', at: '2026-01-09T15:00Z', units: 5, registerId: 'register-2' }),
    aVisit({ id: 'three', at: '2026-01-12T15:00Z', units: 2, registerId: 'register-2', sequence: 2 }),
  ];
  const betty = standingOf('betty', ofBetty, { points: { balance: 40, lifetime: 100 } });
  const liz = standingOf('liz', ofLiz, { points: { balance: 2, lifetime: 3 }, storeCreditCents: 75 });
  const preview = previewStanding(betty, [liz]);
  const made = rollUpStandings(betty, [liz], [...ofBetty, ...ofLiz]);
  expect(shown(preview)).toEqual(['completed 12', 'open 3']);
  expect(shown(preview)).toEqual(shown(made));
  expect([preview.points, preview.storeCreditCents]).toEqual([{ balance: 42, lifetime: 103 }, 75]);
  expect([made.points, made.storeCreditCents]).toEqual([preview.points, preview.storeCreditCents]);
});
