import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { isCalendarDate } from '../../kernel/calendar';
import { ok, refuse, type Result } from '../../kernel/result';
import { ProgramSchema, type Program, type ProgramCard } from './program';
import { readUpc } from './upc';

/** One mistake in a program file. */
export interface ProgramFileMistake {
  readonly code:
    | 'not-a-list'
    | 'wrong-shape'
    | 'get-y-not-one'
    | 'reward-rule-unknown'
    | 'duplicate-id'
    | 'upc-invalid'
    | 'upc-twice-on-card'
    | 'upc-in-two-cards'
    | 'date-invalid'
    | 'ends-before-start'
    | 'x-history-wrong';
  /** Where in the file, as a JSON pointer: `/0/cards/2/items/17/upc`. */
  readonly path: string;
  /** One sentence for the person who wrote the file. */
  readonly message: string;
}

/** Mistakes told at once; whoever has more will find them in the next try. */
export const MAX_MISTAKES = 100;

const ProgramFileSchema = Type.Array(ProgramSchema);
const REWARD_RULES = ['lesser-equal', 'any-item'];

/**
 * Checks the content of a program file: a list of programs with their cards, items and enrollments. All or nothing.
 *
 * What may be left out is filled in: `buyXHistory` (X never changed), `qualifies` and `redeemable` (yes), `endedOn` and
 * `windowMonths` (none), `requiresEmail` and `requiresAddress` (no). Codes come back in their stored form (PU-12).
 */
export function checkProgramFile(
  json: unknown,
): Result<readonly Program[], { readonly mistakes: readonly ProgramFileMistake[] }> {
  if (!Array.isArray(json)) {
    return refuse({ mistakes: [{ code: 'not-a-list', path: '', message: 'The file must hold a list of programs.' }] });
  }
  const filled = json.map(filledProgram);
  const known = notSupported(filled);
  const isShaped = Value.Check(ProgramFileSchema, filled);
  const mistakes = [...known, ...(isShaped ? contradictions(filled) : shapeMistakes(filled))];
  return isShaped && mistakes.length === 0
    ? ok(filled)
    : refuse({ mistakes: firstPerPath(mistakes).slice(0, MAX_MISTAKES) });
}

type Loose = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function filledProgram(program: unknown): unknown {
  if (!isObject(program)) return program;
  const { cards, enrollments, version } = program;
  return {
    ...{ ruleText: '', windowMonths: null, requiresEmail: false, requiresAddress: false, endedOn: null },
    ...program,
    cards: Array.isArray(cards) ? cards.map((card) => filledCard(card, version)) : cards,
    enrollments: Array.isArray(enrollments)
      ? enrollments.map((one: unknown) => (isObject(one) ? { endedOn: null, ...one } : one))
      : enrollments,
  };
}

function filledCard(card: unknown, version: unknown): unknown {
  if (!isObject(card)) return card;
  const { items, buyX, buyXHistory } = card;
  const neverChanged = buyXHistory === undefined || (Array.isArray(buyXHistory) && buyXHistory.length === 0);
  return {
    ...card,
    ...(neverChanged ? { buyXHistory: [{ version, buyX }] } : {}),
    items: Array.isArray(items) ? items.map(filledItem) : items,
  };
}

function filledItem(item: unknown): unknown {
  if (!isObject(item)) return item;
  const read = typeof item.upc === 'string' ? readUpc(item.upc, () => true) : null;
  return { valueCents: null, qualifies: true, redeemable: true, ...item, ...(read?.ok ? { upc: read.value } : {}) };
}

/** What the shape alone would refuse with words nobody outside would understand. */
function notSupported(programs: readonly unknown[]): ProgramFileMistake[] {
  const mistakes: ProgramFileMistake[] = [];
  eachObject(programs, '', 'cards', (card, path) => {
    if (typeof card.getY === 'number' && card.getY !== 1) {
      const message = 'Only programs that give one free item per card can be loaded for now: getY must be 1.';
      mistakes.push({ code: 'get-y-not-one', path: `${path}/getY`, message });
    }
    if (typeof card.rewardRule === 'string' && !REWARD_RULES.includes(card.rewardRule)) {
      const message = `The reward rule must be ${REWARD_RULES.join(' or ')} for now.`;
      mistakes.push({ code: 'reward-rule-unknown', path: `${path}/rewardRule`, message });
    }
    eachObject([card], path, 'items', (item, itemPath) => {
      if (typeof item.upc !== 'string') return;
      const read = readUpc(item.upc, () => true);
      if (!read.ok) mistakes.push({ code: 'upc-invalid', path: `${itemPath}/upc`, message: read.refusal.message });
    });
  });
  return mistakes;
}

/** Visits the objects in list `key` of each parent. A single parent's path is `at` itself. */
function eachObject(
  parents: readonly unknown[],
  at: string,
  key: string,
  visit: (child: Loose, path: string) => void,
): void {
  parents.forEach((parent, index) => {
    const children = isObject(parent) ? parent[key] : undefined;
    if (!Array.isArray(children)) return;
    const path = at === '' ? `/${String(index)}` : at;
    children.forEach((child: unknown, place) => {
      if (isObject(child)) visit(child, `${path}/${key}/${String(place)}`);
    });
  });
}

function shapeMistakes(programs: readonly unknown[]): ProgramFileMistake[] {
  const words = new Map<string, string[]>();
  for (const { keyword, instancePath, message } of Value.Errors(ProgramFileSchema, programs)) {
    if (keyword === 'anyOf') continue;
    words.set(instancePath, [...(words.get(instancePath) ?? []), message]);
  }
  return [...words].map(([path, messages]) => ({
    code: 'wrong-shape',
    path,
    message: `The value at ${path} ${[...new Set(messages)].join(' or ')}.`,
  }));
}

function contradictions(programs: readonly Program[]): ProgramFileMistake[] {
  const mistakes: ProgramFileMistake[] = [];
  const add = (code: ProgramFileMistake['code'], path: string, message: string) => {
    mistakes.push({ code, path, message });
  };
  const ids = new Map<string, string>();
  const cardOfUpc = new Map<string, ProgramCard>();
  const checkId = (kind: string, id: string, path: string) => {
    const key = `${kind} ${id}`;
    const first = ids.get(key);
    if (first !== undefined) add('duplicate-id', `${path}/id`, `The ${kind} id ${id} is already used at ${first}.`);
    else ids.set(key, path);
  };

  programs.forEach((program, index) => {
    const path = `/${String(index)}`;
    checkId('program', program.id, path);
    checkDates(program, path, add);
    program.cards.forEach((card, cardIndex) => {
      const cardPath = `${path}/cards/${String(cardIndex)}`;
      checkId('card', card.id, cardPath);
      checkXHistory(program, card, cardPath, add);
      card.items.forEach(({ upc }, itemIndex) => {
        const upcPath = `${cardPath}/items/${String(itemIndex)}/upc`;
        const other = cardOfUpc.get(upc);
        if (other === undefined) cardOfUpc.set(upc, card);
        else if (other === card) add('upc-twice-on-card', upcPath, `${upc} is listed twice on “${card.title}”.`);
        // PU-16 asks the cashier which card a unit is for; until there is such a dialog, the file must not raise it.
        else
          add('upc-in-two-cards', upcPath, `${upc} is already on “${other.title}”; an item may be on one card only.`);
      });
    });
  });
  return mistakes;
}

type Add = (code: ProgramFileMistake['code'], path: string, message: string) => void;

function checkDates(program: Program, path: string, add: Add): void {
  const check = (date: string | null, datePath: string) => {
    if (date !== null && !isCalendarDate(date)) add('date-invalid', datePath, `“${date}” is not a date (YYYY-MM-DD).`);
  };
  check(program.endedOn, `${path}/endedOn`);
  program.enrollments.forEach(({ enrolledOn, endedOn }, index) => {
    const at = `${path}/enrollments/${String(index)}`;
    check(enrolledOn, `${at}/enrolledOn`);
    check(endedOn, `${at}/endedOn`);
    if (endedOn !== null && endedOn < enrolledOn) {
      add('ends-before-start', `${at}/endedOn`, 'An enrollment cannot end before it began.');
    }
  });
}

function checkXHistory(program: Program, card: ProgramCard, path: string, add: Add): void {
  const history = card.buyXHistory;
  const ascends = history.every((one, index) => index === 0 || one.version > (history[index - 1]?.version ?? 0));
  const last = history.at(-1);
  if (!ascends || last === undefined || last.version > program.version || last.buyX !== card.buyX) {
    const message = `buyXHistory must list versions in ascending order and end with today's X (${String(card.buyX)}).`;
    add('x-history-wrong', `${path}/buyXHistory`, message);
  }
}

function firstPerPath(mistakes: readonly ProgramFileMistake[]): readonly ProgramFileMistake[] {
  const seen = new Set<string>();
  return mistakes.filter(({ path }) => !seen.has(path) && seen.add(path));
}
