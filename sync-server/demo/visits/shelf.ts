import { enrollmentAt } from '../../../core/domain/programs/enrollment';
import type { Program, ProgramCard } from '../../../core/domain/programs/program';
import type { CalendarDate } from '../../../core/kernel/amounts';
import type { MainPet } from '../people/person';

/** A program card with its program, as the demo's shops sell it. */
export interface ShelfCard {
  readonly program: Program;
  readonly card: ProgramCard;
}

/** What the demo's shops sell. */
export class Shelf {
  readonly #byId: ReadonlyMap<string, ShelfCard>;
  readonly #cards: readonly ShelfCard[];
  readonly versions: Readonly<Record<string, number>>;

  constructor(programs: readonly Program[]) {
    this.#cards = programs.flatMap((program) => program.cards.map((card) => ({ program, card })));
    this.#byId = new Map(this.#cards.map((one) => [one.card.id, one]));
    this.versions = Object.fromEntries(programs.map(({ id, version }) => [id, version]));
  }

  /** Throws for a card that is not there: a mistake in the demo's own lists. */
  card(id: string): ShelfCard {
    const found = this.#byId.get(id);
    if (found === undefined) throw new Error(`The demo has no program card ${id}.`);
    return found;
  }

  /** What a household with this animal buys. */
  forPet(pet: MainPet): readonly ShelfCard[] {
    return this.#cards.filter(({ program }) => program.petType === pet);
  }

  /** Whether a unit bought there that day punches (LO-10). */
  punches({ program }: ShelfCard, locationId: string, day: CalendarDate): boolean {
    return enrollmentAt(program, locationId, day).here === 'enrolled';
  }
}
