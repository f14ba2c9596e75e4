import type { RewardRule } from '../../../core/domain/programs/program';
import type { DemoPlace } from './organisation';

/** A size of every recipe of a band: label, and the manufacturer's suggested price in cents. */
export type DemoSize = readonly [label: string, cents: number];

/** One program card: a species and size group (PR-1). Its items are the recipes in each of the sizes. */
export interface DemoBand {
  readonly title: string;
  readonly buyX: 3 | 6 | 8 | 10 | 12;
  readonly rule: RewardRule;
  readonly recipes: readonly string[];
  readonly sizes: readonly DemoSize[];
}

/** An invented brand with its one frequent-buyer program. */
export interface DemoBrand {
  readonly key: string;
  readonly manufacturer: string;
  readonly title: string;
  readonly petType: 'Dog' | 'Cat' | 'Bird' | 'Rabbit' | 'Reptile' | 'Fish';
  readonly windowMonths: number | null;
  readonly requiresEmail?: boolean;
  readonly requiresAddress?: boolean;
  /** What it prints on its packs: twelve digits unless said. */
  readonly codes?: 'thirteen-digits' | 'eight-digits';
  /** Locations that take part (LO-4); elsewhere its cards are shown grey (LO-10). */
  readonly enrolled: readonly DemoPlace[];
  readonly bands: readonly DemoBand[];
}

export const everywhere: readonly DemoPlace[] = ['midtown', 'harbor', 'uptown'];

/** A program card on which the free item may not be worth more than the least valued one bought (FG-1). */
export function lesserOrEqual(
  buyX: DemoBand['buyX'],
  title: string,
  recipes: readonly string[],
  ...sizes: readonly DemoSize[]
): DemoBand {
  return { title, buyX, rule: 'lesser-equal', recipes, sizes };
}

/** A program card on which any of its items may be taken free (FG-4). */
export function anyItem(
  buyX: DemoBand['buyX'],
  title: string,
  recipes: readonly string[],
  ...sizes: readonly DemoSize[]
): DemoBand {
  return { title, buyX, rule: 'any-item', recipes, sizes };
}
