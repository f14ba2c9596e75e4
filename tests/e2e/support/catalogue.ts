import type { Program } from '../../../core/domain/programs/program';
import { anItem, aProgram, aProgramCard, upc } from '../../support/factories/programs';

/** What is on the shelves: codes by what people call the thing. */
export const shelf = {
  bag45: upc(45),
  bag48: upc(48),
  bag60: upc(60),
  bag72: upc(72),
  salmonTreat: upc(7),
  duckTreat: upc(8),
  tunaCan: upc(9),
  /** In no program. */
  leash: upc(500),
} as const;

/** The sixty-dollar bag with one digit misread. */
export const misread = `${shelf.bag60.slice(0, -1)}${String((Number(shelf.bag60.at(-1)) + 1) % 10)}`;

/**
 * Programs both shops take part in: Acme, buy 12 bags and get one of lesser or equal value (FG-1); Tidbit, buy 3 treats
 * and get any (FG-4). Tuna is Midtown's alone (LO-10).
 */
export const programs: readonly Program[] = [
  aProgram(),
  aProgram({
    ...{ id: 'program-tidbit', manufacturer: 'Tidbit', title: 'Tidbit Treats', ruleText: 'Buy 3, get any one free' },
    cards: [
      aProgramCard({
        ...{ id: 'card-treats', title: 'Treats', buyX: 3, rewardRule: 'any-item' },
        items: [
          anItem({ upc: shelf.salmonTreat, description: 'Salmon treats', valueCents: 700 }),
          anItem({ upc: shelf.duckTreat, description: 'Duck treats', valueCents: 900 }),
        ],
      }),
    ],
  }),
  aProgram({
    ...{ id: 'program-tuna', manufacturer: 'Mariner', title: 'Mariner Tuna', ruleText: 'Buy 6, get one free' },
    cards: [
      aProgramCard({
        ...{ id: 'card-tuna', title: 'Tuna cans', buyX: 6, rewardRule: 'any-item' },
        items: [anItem({ upc: shelf.tunaCan, description: 'Tuna can', valueCents: 250 })],
      }),
    ],
    enrollments: [{ locationId: 'midtown', enrolledOn: '2020-01-01', endedOn: null }],
  }),
];
