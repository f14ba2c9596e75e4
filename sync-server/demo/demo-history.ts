import type { CustomerChanges } from '../../core/domain/customers/customer-edit';
import { petField } from '../../core/domain/customers/customer-edit';
import type { Program } from '../../core/domain/programs/program';
import { SECOND_MS, type Instant } from '../../core/kernel/amounts';
import { businessDateAt } from '../../core/kernel/calendar';
import { PROTOCOL_VERSION, type EntryDraft } from '../../core/log/entry';
import type { EntryFacts, EntryKind, EntryPersonal } from '../../core/log/kinds';
import type { DemoRandom } from './demo-random';
import { castPerson, demoCast, type PlannedVisit } from './people/cast';
import { demoPhone } from './people/contact';
import { makePerson } from './people/make-person';
import type { DemoPerson, MainPet } from './people/person';
import { demoLocations, type DemoPlace } from './shop/organisation';
import { makeVisit, type Basket } from './visits/make-visit';
import { Shelf, type ShelfCard } from './visits/shelf';
import { makeTimeline, type NumberedEvent, type PlannedEvent, type Timeline } from './visits/timeline';
import { Wallet } from './visits/wallet';

/** One thing that happened at the demo's register of a place. */
export interface DemoEntry {
  readonly place: DemoPlace;
  readonly draft: EntryDraft;
}

export interface DemoHistory {
  /** Events planned; each makes one entry or two. */
  readonly events: number;
  /** How many of them have been made. */
  readonly done: number;
  /**
   * All entries, some hundreds of customers after the others, each group's in the order of their instants: what happened
   * to a customer comes together, so that the books have to touch everybody once and not at every visit.
   */
  groups(): Generator<Generator<DemoEntry>>;
}

export interface DemoHistoryPlan {
  readonly customers: number;
  /** Customers of a group. */
  readonly groupSize: number;
  readonly now: Instant;
  readonly programs: readonly Program[];
  /** Begins the receipt numbers of a place's demo register. */
  readonly receiptPrefix: Readonly<Record<DemoPlace, string>>;
}

/** Somebody with what they hold and like. */
interface Regular {
  readonly person: DemoPerson;
  readonly wallet: Wallet;
  readonly likes: readonly ShelfCard[];
  visits: number;
}

const STAFF: Readonly<Record<DemoPlace, string>> = { midtown: 'user-casey', harbor: 'user-hana', uptown: 'user-casey' };

/**
 * Plays 26 months of three shops: what a cashier would have entered, as log entries. What a
 * customer holds is kept along, so that only rewards are taken that are due.
 */
export function playHistory(random: DemoRandom, plan: DemoHistoryPlan): DemoHistory {
  const timeline = makeTimeline(random, plan.customers, plan.now);
  const shops = new Shops(random, timeline, plan);
  return {
    events: timeline.events.length,
    get done() {
      return shops.done;
    },
    *groups() {
      for (const events of inGroups(timeline, plan.groupSize)) yield shops.playAll(events);
    },
  };
}

function inGroups({ customers, events }: Timeline, size: number): readonly (readonly NumberedEvent[])[] {
  const groups = Array.from({ length: Math.ceil(customers.length / size) }, (): NumberedEvent[] => []);
  for (const event of events) groups[Math.floor(event.who / size)]?.push(event);
  return groups;
}

class Shops {
  readonly #random: DemoRandom;
  readonly #timeline: Timeline;
  readonly #plan: DemoHistoryPlan;
  readonly #shelf: Shelf;
  readonly #regulars = new Map<number, Regular>();
  done = 0;

  constructor(random: DemoRandom, timeline: Timeline, plan: DemoHistoryPlan) {
    this.#random = random;
    this.#timeline = timeline;
    this.#plan = plan;
    this.#shelf = new Shelf(plan.programs);
  }

  *playAll(events: readonly NumberedEvent[]): Generator<DemoEntry> {
    this.#regulars.clear();
    for (const event of events) {
      this.done += 1;
      yield* event.kind === 'join' ? this.#join(event) : [this.#visit(event)];
    }
  }

  #join(event: PlannedEvent): readonly DemoEntry[] {
    const regular = this.#meet(event);
    const { person } = regular;
    this.#regulars.set(event.who, regular);
    const { id, firstName, lastName, email, phone } = person;
    const added = this.#entry(event, 'customer-added', id, event.at, {
      facts: { customerId: id, homeLocationId: event.place, messages: [] },
      personal: { firstName, lastName, email, phone, internalId: '' },
    });
    const changes = detailsOf(person);
    const fields = Object.keys(changes);
    if (fields.length === 0) return [added];
    const edited = this.#entry(event, 'customer-edited', this.#random.newId(), event.at + 40 * SECOND_MS, {
      facts: { customerId: id, fields, messages: [] },
      personal: { changes: { ...changes } },
      // Only an Admin makes an employee or breeder account (EB-13).
      userId: person.type === 'pet-owner' ? null : 'user-olivia',
    });
    return [added, edited];
  }

  #meet({ who, place, at }: PlannedEvent): Regular {
    const random = this.#random;
    const member = demoCast[who];
    const mainPet = this.#timeline.customers[who]?.mainPet ?? 'Dog';
    const person =
      member === undefined
        ? makePerson(random, who, place, mainPet, businessDateAt(at, timeZoneOf(place)))
        : castPerson(member, random.newId(), random.newId(), who, demoPhone(who));
    return { person, wallet: new Wallet(), likes: this.#likes(mainPet, place), visits: 0 };
  }

  /** Two to four program cards somebody keeps coming back for, mostly of programs their shop takes part in. */
  #likes(mainPet: MainPet, place: DemoPlace): readonly ShelfCard[] {
    const all = this.#shelf.forPet(mainPet);
    const here = all.filter(({ program }) => program.enrollments.some(({ locationId }) => locationId === place));
    const many = this.#random.between(2, 4);
    return Array.from({ length: many }, () =>
      this.#random.pick(here.length > 0 && this.#random.chance(0.93) ? here : all),
    );
  }

  #visit(event: NumberedEvent): DemoEntry {
    const { at, place, who, planned } = event;
    const regular = this.#regulars.get(who);
    if (regular === undefined) throw new Error('Somebody visits before joining: a mistake in the timeline.');
    regular.visits += 1;
    const facts = makeVisit(this.#random, this.#shelf, regular.person, regular.wallet, {
      at,
      locationId: place,
      businessDate: businessDateAt(at, timeZoneOf(place)),
      receiptNumber: `${this.#plan.receiptPrefix[place]}-${String(event.receipt).padStart(6, '0')}`,
      baskets: planned === null ? this.#baskets(regular) : [this.#plannedBasket(planned)],
      redeems: planned === null ? 0.7 : planned.redeem === true ? 1 : 0,
    });
    const programs = new Set([...facts.punches, ...facts.redemptions].map(({ programId }) => programId));
    return this.#entry(event, 'transaction-finished', facts.transactionId, at, {
      facts,
      personal: null,
      ruleVersions: Object.fromEntries([...programs].map((id) => [id, this.#shelf.versions[id] ?? 1])),
    });
  }

  #baskets({ likes, visits }: Regular): readonly Basket[] {
    const random = this.#random;
    const paper = visits === 1 && random.chance(0.12);
    const favourite = random.pick(likes);
    const units = paper
      ? random.between(2, Math.max(2, favourite.card.buyX - 2))
      : random.weighted([
          [1, 70],
          [2, 20],
          [3, 8],
          [6, 2],
        ] as const);
    const others = likes.filter((one) => one.card.id !== favourite.card.id && random.chance(0.55));
    return [
      { shelfCard: favourite, units, paper },
      ...others.map((shelfCard): Basket => ({ shelfCard, units: 1, paper: false })),
    ];
  }

  #plannedBasket({ card: [brand, number], units }: PlannedVisit): Basket {
    return { shelfCard: this.#shelf.card(`card-${brand}-${String(number)}`), units, paper: false };
  }

  #entry<Kind extends EntryKind>(
    { place }: PlannedEvent,
    kind: Kind,
    effectId: string,
    shownAt: Instant,
    said: {
      readonly facts: EntryFacts<Kind>;
      readonly personal: EntryPersonal<Kind>;
      readonly userId?: string | null;
      readonly ruleVersions?: Readonly<Record<string, number>>;
    },
  ): DemoEntry {
    const draft: EntryDraft = {
      ...{ protocol: PROTOCOL_VERSION, effectId, kind, userId: said.userId ?? STAFF[place], overrideBy: null },
      ...{ locationId: place, shownAt, offsetMs: 0, ruleVersions: { ...said.ruleVersions } },
      ...{ facts: said.facts, factsSalt: this.#random.newSalt(), personal: said.personal },
      personalSalt: this.#random.newSalt(),
    };
    return { place, draft };
  }
}

/** What was told on step 2, or entered by an Admin. */
function detailsOf({ address, pets, type, employeeId, breederIds }: DemoPerson): CustomerChanges {
  return {
    ...(address === null ? {} : { address }),
    ...Object.fromEntries(pets.map((pet) => [petField(pet.id), pet])),
    ...(type === 'pet-owner' ? {} : { type, employeeId, breederIds: [...breederIds] }),
  };
}

const TIME_ZONES = new Map(demoLocations.map(({ id, timeZone }) => [id, timeZone]));

function timeZoneOf(place: DemoPlace): string {
  return TIME_ZONES.get(place) ?? 'UTC';
}
