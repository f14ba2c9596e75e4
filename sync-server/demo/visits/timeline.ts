import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../../../core/kernel/amounts';
import type { DemoRandom } from '../demo-random';
import { demoCast, type PlannedVisit } from '../people/cast';
import type { MainPet } from '../people/person';
import type { DemoPlace } from '../shop/organisation';

/** About 26 months: longer than the longest time window of the demo's programs. */
export const HISTORY_DAYS = 790;

/** Something that happens in the demo's shops, as planned: who it is about by number, details when it is made. */
export interface PlannedEvent {
  readonly at: Instant;
  readonly place: DemoPlace;
  readonly who: number;
  /** Null: a visit left to chance. Joining is the first event of everybody. */
  readonly planned: PlannedVisit | null;
  readonly kind: 'join' | 'visit';
}

/** An event with the number its receipt has at its place; joins have that of the receipt before. */
export interface NumberedEvent extends PlannedEvent {
  readonly receipt: number;
}

/** What is known of a customer before anything happens. */
export interface PlannedCustomer {
  readonly home: DemoPlace;
  readonly mainPet: MainPet;
}

export interface Timeline {
  readonly customers: readonly PlannedCustomer[];
  /** In the order of their instants. */
  readonly events: readonly NumberedEvent[];
}

const HOMES: readonly (readonly [DemoPlace, number])[] = [
  ['midtown', 50],
  ['harbor', 30],
  ['uptown', 20],
];
const PETS: readonly (readonly [MainPet, number])[] = [
  ['Dog', 54],
  ['Cat', 32],
  ['Rabbit', 5],
  ['Bird', 4],
  ['Reptile', 3],
  ['Fish', 2],
];
/** How many visits somebody makes: from, to, and how many of a hundred do. */
const VISITS: readonly (readonly [readonly [number, number], number])[] = [
  [[0, 0], 18],
  [[1, 2], 54],
  [[3, 6], 22],
  [[8, 22], 6],
];

/** Who comes when, over 26 months up to `now`: the cast first, then `customers` in all. */
export function makeTimeline(random: DemoRandom, customers: number, now: Instant): Timeline {
  const cast = demoCast.slice(0, customers);
  const planned = cast.map(({ visits, mainPet }): PlannedCustomer => ({ home: visits[0].place, mainPet }));
  const events = cast.flatMap(({ visits }, who) => castEvents(random, who, visits, now));
  for (let who = cast.length; who < customers; who += 1) {
    const customer = { home: random.weighted(HOMES), mainPet: random.weighted(PETS) };
    planned.push(customer);
    events.push(...chanceEvents(random, who, customer.home, now));
  }
  return { customers: planned, events: numbered(events.sort((a, b) => a.at - b.at || a.who - b.who)) };
}

/** Receipts are numbered as time goes, whoever is played first. */
function numbered(events: readonly PlannedEvent[]): NumberedEvent[] {
  const receipts: Record<DemoPlace, number> = { midtown: 0, harbor: 0, uptown: 0 };
  return events.map((event) => {
    if (event.kind === 'visit') receipts[event.place] += 1;
    return { ...event, receipt: receipts[event.place] };
  });
}

function castEvents(random: DemoRandom, who: number, visits: readonly PlannedVisit[], now: Instant): PlannedEvent[] {
  const inOrder = [...visits].sort((a, b) => b.daysAgo - a.daysAgo);
  const events = inOrder.map((planned): PlannedEvent => ({
    at: openingTime(random, now, planned.daysAgo),
    place: planned.place,
    who,
    planned,
    kind: 'visit',
  }));
  return joiningFirst(events);
}

function chanceEvents(random: DemoRandom, who: number, home: DemoPlace, now: Instant): PlannedEvent[] {
  const count = random.between(...random.weighted(VISITS));
  // Regulars have been coming for long; lately there are somewhat more new customers than at first.
  const share = count > 7 ? 0.4 + 0.6 * random.next() : random.next() ** 1.15;
  const joinedDaysAgo = Math.max(0.02, share * HISTORY_DAYS);
  const everyDays = count === 0 ? 1 : Math.min(75, Math.max(9, (joinedDaysAgo / count) * (0.55 + 0.6 * random.next())));
  const strays = random.chance(0.12);
  const join: PlannedEvent = {
    at: openingTime(random, now, joinedDaysAgo),
    place: home,
    who,
    planned: null,
    kind: 'join',
  };
  const visits: PlannedEvent[] = [];
  for (let n = 0; n < count; n += 1) {
    const daysAgo = joinedDaysAgo - n * everyDays * (n === 0 ? 0 : 0.9 + 0.2 * random.next());
    if (n > 0 && daysAgo < 0.02) break;
    // Known for more than a week before going elsewhere: the registers have told one another by then.
    const place = n > 0 && strays && random.chance(0.4) ? random.weighted(HOMES) : home;
    const at = n === 0 ? join.at + 2 * MINUTE_MS : openingTime(random, now, daysAgo);
    visits.push({ at, place, who, planned: null, kind: 'visit' });
  }
  return [join, ...visits];
}

function joiningFirst(visits: readonly PlannedEvent[]): PlannedEvent[] {
  const [first] = visits;
  if (first === undefined) return [];
  return [{ ...first, at: first.at - 2 * MINUTE_MS, planned: null, kind: 'join' }, ...visits];
}

/** An instant of that day while the shops are open (10 to 18 o'clock in their zones), and never in the future. */
function openingTime(random: DemoRandom, now: Instant, daysAgo: number): Instant {
  const day = Math.floor((now - daysAgo * DAY_MS) / DAY_MS) * DAY_MS;
  const at = day + 15 * HOUR_MS + Math.floor(random.next() * 8.5 * HOUR_MS);
  return at < now - 10 * MINUTE_MS ? at : at - Math.ceil((at - now + 10 * MINUTE_MS) / DAY_MS) * DAY_MS;
}
