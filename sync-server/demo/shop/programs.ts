import type { Program, ProgramCard, ProgramItem } from '../../../core/domain/programs/program';
import type { DemoBand, DemoBrand } from './brand';
import { demoBrands } from './brands';
import { shopEan, shopShortCode, shopUpc } from './upc';

/** The demo's programs with their cards and items, enrolled since `enrolledOn` (a calendar date). */
export function demoPrograms(enrolledOn: string): readonly Program[] {
  return demoBrands.map((brand, index) => programOf(brand, index + 1, enrolledOn));
}

function programOf(brand: DemoBrand, brandNumber: number, enrolledOn: string): Program {
  let lastItem = 0;
  const code = codeOf(brand);
  const nextUpc = () => code(brandNumber * 211, (lastItem += 1));
  const smallest = Math.min(...brand.bands.map((band) => band.buyX));
  const largest = Math.max(...brand.bands.map((band) => band.buyX));
  const x = smallest === largest ? String(smallest) : `${String(smallest)} to ${String(largest)}`;

  return {
    id: `program-${brand.key}`,
    kind: 'frequent-buyer',
    manufacturer: brand.manufacturer,
    title: brand.title,
    ruleText: `Buy ${x} of one group, get one free${withinWindow(brand.windowMonths)}`,
    petType: brand.petType,
    windowMonths: brand.windowMonths,
    requiresEmail: brand.requiresEmail ?? false,
    requiresAddress: brand.requiresAddress ?? false,
    version: 1,
    endedOn: null,
    cards: brand.bands.map((band, index) => cardOf(brand, band, index + 1, nextUpc)),
    enrollments: brand.enrolled.map((locationId) => ({ locationId, enrolledOn, endedOn: null })),
  };
}

function codeOf({ codes }: DemoBrand): (brand: number, item: number) => string {
  if (codes === undefined) return shopUpc;
  return codes === 'thirteen-digits' ? shopEan : shopShortCode;
}

function withinWindow(months: number | null): string {
  return months === null ? '' : ` within ${String(months)} months`;
}

function cardOf(brand: DemoBrand, band: DemoBand, number: number, nextUpc: () => string): ProgramCard {
  const items = band.recipes.flatMap((recipe) =>
    band.sizes.map(([size, valueCents]): ProgramItem => ({
      upc: nextUpc(),
      description: `${brand.manufacturer} ${recipe} ${size}`,
      valueCents,
      qualifies: true,
      redeemable: true,
    })),
  );
  return {
    id: `card-${brand.key}-${String(number)}`,
    title: band.title,
    buyX: band.buyX,
    getY: 1,
    rewardRule: band.rule,
    items,
    buyXHistory: [{ version: 1, buyX: band.buyX }],
  };
}
