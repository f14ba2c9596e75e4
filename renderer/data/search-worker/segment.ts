import { searchTokensOf } from '../../../core/domain/customers/lookup-match';
import { nameOrderKey } from '../../../core/domain/customers/name-order';
import type { SearchRow } from '../../../core/domain/customers/search-row';
import { idOfPacked, IdTable } from './id-table';
import { STEP, type Job } from './job';
import { flagsOf, packRow, unpackRow } from './packed-row';
import { PhoneTableBuilder, type PhoneTable } from './phone-table';
import { PrefixTableBuilder, type PrefixTable } from './prefix-table';
import { sortedNumbers, sortedTexts } from './sorted-order';
import { StringTable } from './string-table';

/** Everything a segment is made of; also what is saved and restored. */
export interface SegmentParts {
  /** Rows in A–Z order, packed. */
  readonly packedRows: StringTable;
  /** Where each row stands in A–Z among rows of other segments (CL-12). */
  readonly orderKeys: StringTable;
  readonly words: PrefixTable;
  readonly emails: PrefixTable;
  readonly internalIds: PrefixTable;
  readonly phones: PhoneTable;
  readonly createdAt: Float64Array;
  /** Rows by `createdAt`, oldest first. */
  readonly byCreated: Uint32Array;
  readonly flags: Uint8Array;
  /** Number of the row's set of locations in `placeSets`. */
  readonly placeSetOf: Uint16Array;
  /** Sets of locations, as numbers in `places`; few, since most customers know one shop. */
  readonly placeSets: readonly (readonly number[])[];
  /** Location ids. */
  readonly places: readonly string[];
  readonly idSlots: Uint32Array;
  /** 1 for rows that were changed or removed since; such rows are found by nobody. */
  readonly dead: Uint8Array;
}

/** Sets of locations that fit beside a row. */
const MOST_PLACE_SETS = 0xffff;

/** Customers sorted and indexed once, never changed afterwards except that rows die. */
export class Segment {
  readonly #ids: IdTable;
  #deadRows: number;

  constructor(readonly parts: SegmentParts) {
    this.#ids = new IdTable(parts.idSlots, parts.packedRows);
    this.#deadRows = parts.dead.reduce((sum, dead) => sum + dead, 0);
  }

  get length(): number {
    return this.parts.createdAt.length;
  }

  /** Rows that still count. */
  get alive(): number {
    return this.length - this.#deadRows;
  }

  isAlive(row: number): boolean {
    return this.parts.dead[row] === 0;
  }

  /** The living row of a customer; -1 when there is none. */
  find(id: string): number {
    const row = this.#ids.find(id);
    return row !== -1 && this.isAlive(row) ? row : -1;
  }

  /** From now on this customer is not found here. */
  kill(id: string): void {
    const row = this.find(id);
    if (row === -1) return;
    this.parts.dead[row] = 1;
    this.#deadRows += 1;
  }

  /** The row as it was given. */
  row(row: number): SearchRow {
    const { packedRows, flags, createdAt, placeSetOf, placeSets, places } = this.parts;
    const numbers = placeSets[placeSetOf[row] ?? 0] ?? [];
    const locationIds = numbers.map((number) => places[number] ?? '');
    const facts = { flags: flags[row] ?? 0, createdAt: createdAt[row] ?? 0, locationIds };
    return unpackRow(packedRows.at(row), facts, places);
  }

  /** The id of a row, without reading the rest of it. */
  id(row: number): string {
    return idOfPacked(this.parts.packedRows.at(row)) ?? this.row(row).id;
  }

  /** Which place sets contain a location: 1 at their numbers. */
  placeSetsWith(locationId: string): Uint8Array {
    const number = this.parts.places.indexOf(locationId);
    return Uint8Array.from(this.parts.placeSets, (set) => (set.includes(number) ? 1 : 0));
  }
}

/** Sorts and indexes rows; no customer twice. */
export function* buildSegment(unsorted: readonly SearchRow[]): Job<Segment> {
  const keys: string[] = [];
  for (const row of unsorted) {
    keys.push(nameOrderKey(row));
    if (keys.length % (STEP / 4) === 0) yield;
  }
  const order = yield* sortedTexts(keys);
  const rows = Array.from(order, (index) => unsorted[index]).filter((row) => row !== undefined);
  const places = new Numbering();
  const placeSets = new Numbering();
  const words = new PrefixTableBuilder();
  const emails = new PrefixTableBuilder();
  const internalIds = new PrefixTableBuilder();
  const phones = new PhoneTableBuilder();
  const packed: string[] = [];
  const flags = new Uint8Array(rows.length);
  const createdAt = new Float64Array(rows.length);
  const placeSetOf = new Uint16Array(rows.length);

  for (const [at, row] of rows.entries()) {
    const tokens = searchTokensOf(row);
    tokens.words.forEach((word) => words.add(word, at));
    tokens.emails.forEach((email) => emails.add(email, at));
    tokens.internalIds.forEach((id) => internalIds.add(id, at));
    tokens.phones.forEach((phone) => phones.add(phone, at));
    packed.push(packRow(row, places.of(row.homeLocationId)));
    flags[at] = flagsOf(row);
    createdAt[at] = row.createdAt;
    placeSetOf[at] = placeSets.of(row.locationIds.map((id) => places.of(id)).join(' '));
    if (at % (STEP / 16) === 0) yield;
  }
  if (placeSets.texts.length > MOST_PLACE_SETS) throw new Error('too many sets of locations for one search index');

  const packedRows = yield* StringTable.of(packed);
  const orderKeys = yield* StringTable.of(Array.from(order, (index) => keys[index] ?? ''));
  const ids = yield* IdTable.of(rows, packedRows);
  return new Segment({
    packedRows,
    orderKeys,
    words: yield* words.build(),
    emails: yield* emails.build(),
    internalIds: yield* internalIds.build(),
    phones: yield* phones.build(),
    createdAt,
    byCreated: yield* sortedNumbers(createdAt),
    flags,
    placeSetOf,
    placeSets: placeSets.texts.map((set) => (set === '' ? [] : set.split(' ').map(Number))),
    places: places.texts,
    idSlots: ids.slots,
    dead: new Uint8Array(rows.length),
  });
}

/** Gives texts small numbers in the order they are first seen. */
class Numbering {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.texts.length);
    this.texts.push(text);
    return this.texts.length - 1;
  }
}
