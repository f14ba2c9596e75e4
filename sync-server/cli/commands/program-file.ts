import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { Location } from '../../../core/domain/organisation/organisation';
import { RewardRuleSchema, type Program, type ProgramCard } from '../../../core/domain/programs/program';
import { storedUpc } from '../../../core/domain/programs/program-book';
import { CommandRefusal } from '../usage-error';
import { locationNamed } from './join-code';

const Id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' });
const Name = Type.String({ minLength: 1, maxLength: 120 });
const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
const DayOrNull = Type.Union([Day, Type.Null()]);
const strict = { additionalProperties: false } as const;

const ItemSchema = Type.Object(
  {
    upc: Type.String({ pattern: '^[0-9]{8,14}$' }),
    description: Type.String({ minLength: 1, maxLength: 200 }),
    /** The manufacturer's suggested price. */
    valueCents: Type.Optional(Type.Union([Type.Integer({ minimum: 0 }), Type.Null()])),
    qualifies: Type.Optional(Type.Boolean()),
    redeemable: Type.Optional(Type.Boolean()),
  },
  strict,
);
const CardSchema = Type.Object(
  {
    id: Id,
    title: Name,
    buyX: Type.Integer({ minimum: 1, maximum: 1000 }),
    rewardRule: RewardRuleSchema,
    items: Type.Array(ItemSchema, { minItems: 1, maxItems: 5000 }),
  },
  strict,
);
const EnrollmentSchema = Type.Object(
  { location: Name, enrolledOn: Type.Optional(Day), endedOn: Type.Optional(DayOrNull) },
  strict,
);

/** One program of the file. What is optional is off, empty or nothing when left out. */
const ProgramSchema = Type.Object(
  {
    id: Id,
    manufacturer: Name,
    title: Name,
    ruleText: Type.Optional(Type.String({ maxLength: 300 })),
    petType: Type.Optional(Type.String({ maxLength: 40 })),
    windowMonths: Type.Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.Null()])),
    requiresEmail: Type.Optional(Type.Boolean()),
    requiresAddress: Type.Optional(Type.Boolean()),
    endedOn: Type.Optional(DayOrNull),
    cards: Type.Array(CardSchema, { minItems: 1, maxItems: 200 }),
    /** Locations by name or code; from today unless said. */
    enrollments: Type.Array(EnrollmentSchema, { maxItems: 1000 }),
  },
  strict,
);

export const ProgramFileSchema = Type.Object({ programs: Type.Array(ProgramSchema, { maxItems: 1000 }) }, strict);
type ProgramOfFile = Static<typeof ProgramSchema>;

/** The programs of a file's text. Throws `CommandRefusal` naming the first thing that is not as it should be. */
export function readProgramFile(
  text: string,
  locations: readonly Location[],
  before: readonly Program[],
  today: (location: Location) => string,
): readonly Program[] {
  const file = parse(text);
  if (!Value.Check(ProgramFileSchema, file)) {
    const [first] = Value.Errors(ProgramFileSchema, file);
    throw new CommandRefusal(
      `The file is not a list of programs: ${first?.instancePath ?? '/'} ${first?.message ?? ''}.`,
    );
  }
  const programs = file.programs.map((program) => {
    const known = before.find(({ id }) => id === program.id);
    return programOf(program, known, (name) => locationNamed(locations, name), today);
  });
  assertUnique(programs, before);
  return programs;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandRefusal('The file is not JSON.');
  }
}

function programOf(
  program: ProgramOfFile,
  known: Program | undefined,
  locationOf: (name: string) => Location,
  today: (location: Location) => string,
): Program {
  const { id, manufacturer, title } = program;
  return {
    ...{ id, kind: 'frequent-buyer', manufacturer, title },
    ruleText: program.ruleText ?? '',
    petType: program.petType ?? '',
    windowMonths: program.windowMonths ?? null,
    requiresEmail: program.requiresEmail ?? false,
    requiresAddress: program.requiresAddress ?? false,
    version: known?.version ?? 1,
    endedOn: program.endedOn ?? null,
    cards: program.cards.map((card): ProgramCard => {
      const items = card.items.map(({ upc, description, valueCents = null, qualifies = true, redeemable = true }) => ({
        ...{ upc: storedUpc(upc), description, valueCents, qualifies, redeemable },
      }));
      const history = known?.cards.find((one) => one.id === card.id)?.buyXHistory ?? [];
      return {
        id: card.id,
        title: card.title,
        buyX: card.buyX,
        getY: 1,
        rewardRule: card.rewardRule,
        items,
        buyXHistory: history,
      };
    }),
    enrollments: program.enrollments.map(({ location, enrolledOn, endedOn = null }) => {
      const place = locationOf(location);
      const since = known?.enrollments.find((one) => one.locationId === place.id && one.endedOn === null)?.enrolledOn;
      return { locationId: place.id, enrolledOn: enrolledOn ?? since ?? today(place), endedOn };
    }),
  };
}

/** Ids are one's own, and for now a code stands in one program card only. */
function assertUnique(programs: readonly Program[], before: readonly Program[]): void {
  const replaced = new Set(programs.map(({ id }) => id));
  const all = [...programs, ...before.filter(({ id }) => !replaced.has(id))];
  assertOnce(
    programs.map(({ id }) => [id, 'the file'] as const),
    'The program',
  );
  assertOnce(
    all.flatMap((program) => program.cards.map(({ id }) => [id, program.title] as const)),
    'The program card',
  );
  const codes = all.flatMap(({ cards }) =>
    cards.flatMap(({ title, items }) => items.map(({ upc }) => [storedUpc(upc), title] as const)),
  );
  assertOnce(codes, 'The UPC');
}

function assertOnce(named: readonly (readonly [name: string, where: string])[], what: string): void {
  const seen = new Map<string, string>();
  for (const [name, where] of named) {
    const first = seen.get(name);
    if (first !== undefined) throw new CommandRefusal(`${what} ${name} is there twice: in ${first} and in ${where}.`);
    seen.set(name, where);
  }
}
