import type { Program, ProgramCard, ProgramItem } from '../../../core/domain/programs/program';
import { programBook, type ProgramBook } from '../../../core/domain/programs/program-book';
import { HARBOR, MIDTOWN } from './customers';

/** The `number`-th 12-digit UPC of the tests, with its check digit. */
export function upc(number: number): string {
  const digits = `04${String(number).padStart(9, '0')}`;
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0);
  return `${digits}${String((10 - (sum % 10)) % 10)}`;
}

/** A qualifying, redeemable $60 bag. */
export function anItem(stated: Partial<ProgramItem> = {}): ProgramItem {
  return {
    upc: upc(60),
    description: 'Chicken 12 kg',
    valueCents: 6000,
    qualifies: true,
    redeemable: true,
    ...stated,
  };
}

/** Items worth $45, $48, $60 and $72, as in the worked examples; `upc(48)` is the $48 one. */
export function fourBags(): ProgramItem[] {
  return [45, 48, 60, 72].map((dollars) =>
    anItem({ upc: upc(dollars), description: `Bag at ${String(dollars)} dollars`, valueCents: dollars * 100 }),
  );
}

/** Buy 12, get one of lesser or equal value, of the four bags. */
export function aProgramCard(stated: Partial<ProgramCard> = {}): ProgramCard {
  const buyX = stated.buyX ?? 12;
  return {
    id: 'card-large',
    title: 'Dog, large bags',
    buyX,
    getY: 1,
    rewardRule: 'lesser-equal',
    items: fourBags(),
    buyXHistory: [{ version: 1, buyX }],
    ...stated,
  };
}

/** A program with one card, without a window, in which Midtown and Harbor take part. */
export function aProgram(stated: Partial<Program> = {}): Program {
  return {
    id: 'program-acme',
    kind: 'frequent-buyer',
    manufacturer: 'Acme',
    title: 'Acme Frequent Buyer',
    ruleText: 'Buy 12, get one free',
    petType: 'Dog',
    windowMonths: null,
    requiresEmail: false,
    requiresAddress: false,
    version: 1,
    endedOn: null,
    cards: [aProgramCard()],
    enrollments: [MIDTOWN, HARBOR].map((locationId) => ({ locationId, enrolledOn: '2020-01-01', endedOn: null })),
    ...stated,
  };
}

export function aBook(...programs: readonly Program[]): ProgramBook {
  return programBook(programs.length === 0 ? [aProgram()] : programs);
}
