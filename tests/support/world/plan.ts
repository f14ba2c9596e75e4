import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../core/kernel/amounts';
import { Chance } from './chance';

/** What may go wrong in a world. Each of them is on in some seeds only, so that none hides another. */
export const faultKinds = [
  'partition',
  'lost-request',
  'lost-reply',
  'duplicate',
  'two-processes',
  'slow-network',
  'lost-hint',
  'server-crash',
  'server-outage',
  'server-restore',
  'server-restore-unnoticed',
  'server-clock',
  'power-cut',
  'kill',
  'disk-error',
  'flush-error',
  'crash-at-receipt',
  'database-error',
  'database-emptied',
  'bad-sector',
  'register-clock',
  'revoked',
  'disk-image',
  'clone',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** One computer at a counter, or an owner's. */
export interface ComputerPlan {
  readonly locationId: string;
  readonly scope: 'location' | 'all';
  /** How wrong its clock is when the world begins, milliseconds. */
  readonly clockMs: number;
}

/** Everything a seed decides before the first step. */
export interface WorldPlan {
  readonly seed: number;
  readonly locationIds: readonly string[];
  readonly computers: readonly ComputerPlan[];
  readonly faults: ReadonlySet<FaultKind>;
  readonly master: 'memory' | 'postgres';
  readonly browser: 'memory' | 'rxdb';
  /** Chance that another unit of work goes on between two statements of one. */
  readonly interleaving: number;
  readonly steps: number;
  /** Typical time between two steps, milliseconds. */
  readonly paceMs: number;
  /** X of the program cards: small, so that rewards come often. */
  readonly buyX: number;
  readonly windowMonths: number | null;
  /** Few customers who buy much: their standings are condensed. */
  readonly isHeavy: boolean;
  readonly pageSize: number;
  readonly batchSize: number;
  readonly pollMs: number;
  readonly compareEveryMs: number;
}

const LOCATIONS = ['midtown', 'harbor', 'uptown'] as const;
/** Of every world (LO-1). */
export const MASTER_LOCATION = 'midtown';

/** Every so many seeds one runs on real PostgreSQL, and one on RxDB. */
const EVERY = 20;

/** What `seed` means. */
export function planOf(seed: number): WorldPlan {
  const chance = new Chance(seed).fork('plan');
  const locationIds = LOCATIONS.slice(0, chance.whole(2, 3));
  const master = seed % EVERY === 7 ? 'postgres' : 'memory';
  const browser = seed % EVERY === 13 ? 'rxdb' : 'memory';
  const faults = new Set<FaultKind>(faultKinds.filter(() => chance.is(0.4)));
  // Images of a disk are copied with the plain store only.
  if (browser === 'rxdb') for (const kind of ['disk-image', 'clone'] as const) faults.delete(kind);
  const isHeavy = chance.is(0.2);
  const isWrong = faults.has('register-clock');
  const computers: ComputerPlan[] = Array.from({ length: chance.whole(2, 5) }, (_, index) => ({
    // The first ones are at different locations, so that customers visit.
    locationId: locationIds[index] ?? chance.pick(locationIds),
    scope: 'location',
    clockMs: isWrong && chance.is(0.5) ? wrongBy(chance) : chance.whole(-2000, 2000),
  }));
  const master0 = computers[0];
  if (computers.length > 2 && chance.is(0.3) && master0 !== undefined) computers[2] = { ...master0, scope: 'all' };
  return {
    ...{ seed, locationIds, computers, faults, master, browser, isHeavy },
    interleaving: chance.pick([0, 0, 0.05, 0.2]),
    steps: browser === 'rxdb' || master === 'postgres' ? 25 : chance.whole(25, 60),
    paceMs: chance.pick([300, 1500, 6000]),
    buyX: isHeavy ? 12 : chance.whole(2, 5),
    windowMonths: chance.is(0.25) ? chance.whole(1, 3) : null,
    pageSize: chance.pick([3, 10, 1000]),
    batchSize: chance.pick([1, 4, 50]),
    pollMs: chance.pick([10, 30, 60]) * SECOND_MS,
    compareEveryMs: chance.pick([90 * SECOND_MS, 10 * MINUTE_MS, DAY_MS]),
  };
}

/** How wrong a clock may be: minutes, hours or a month, either way. Milliseconds. */
export function wrongBy(chance: Chance): number {
  const size = chance.pick([4 * MINUTE_MS, 20 * MINUTE_MS, 7 * HOUR_MS, 30 * DAY_MS]);
  return chance.whole(-size, size);
}
