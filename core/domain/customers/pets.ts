import { Type, type Static } from 'typebox';
import type { CalendarDate } from '../../kernel/amounts';
import { cleanText, textLength } from './clean-text';
import { fieldRefusal, type FieldRefusal } from './field-refusal';

/** NC-20. */
export const PET_TYPES = [
  'Dog',
  'Cat',
  'Bird',
  'Fish',
  'Reptile',
  'Rabbit',
  'Guinea Pig',
  'Hamster',
  'Gerbil',
  'Rat',
  'Mouse',
  'Chinchilla',
  'Ferret',
  'Horse',
  'Farm Animal',
  'Other',
] as const;
export type PetType = (typeof PET_TYPES)[number];

export const LONGEST_PET_NAME = 60;
export const OLDEST_PET_YEARS = 60;

/** An animal of a customer; everything may be empty, but not all at once (NC-19). */
export const PetSchema = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 64 }),
  name: Type.String({ maxLength: LONGEST_PET_NAME }),
  /** One of `PET_TYPES`, or `''`. */
  type: Type.Enum(['', ...PET_TYPES]),
  /** Age when it was recorded, in whole years; see `petAge`. */
  ageYears: Type.Union([Type.Integer({ minimum: 0, maximum: OLDEST_PET_YEARS }), Type.Null()]),
  ageRecordedOn: Type.Union([Type.String({ maxLength: 10 }), Type.Null()]),
  /** 1–12. */
  birthMonth: Type.Union([Type.Integer({ minimum: 1, maximum: 12 }), Type.Null()]),
});
export type Pet = Static<typeof PetSchema>;

/** A pet row as typed; `age` in whole years as of today. */
export interface PetForm {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly age: number | null;
  readonly birthMonth: number | null;
}

/**
 * Age to show on `today`, in whole years; null when it was never given (NC-19).
 *
 * It grows with every birth month that begins after the day it was recorded or, when that month is unknown, with every
 * anniversary of that day.
 */
export function petAge(
  pet: Pick<Pet, 'ageYears' | 'ageRecordedOn' | 'birthMonth'>,
  today: CalendarDate,
): number | null {
  if (pet.ageYears === null) return null;
  if (pet.ageRecordedOn === null) return pet.ageYears;
  const turns = pet.birthMonth === null ? pet.ageRecordedOn.slice(5) : `${String(pet.birthMonth).padStart(2, '0')}-01`;
  return pet.ageYears + Math.max(0, turnsUntil(today, turns) - turnsUntil(pet.ageRecordedOn, turns));
}

/** How often the day `monthDay` (`MM-DD`) has begun until `date`, counted in years of the calendar. */
function turnsUntil(date: CalendarDate, monthDay: string): number {
  return Number(date.slice(0, 4)) - (date.slice(5) < monthDay ? 1 : 0);
}

/** The form row that shows `pet` on `today`. */
export function petForm(pet: Readonly<Pet>, today: CalendarDate): PetForm {
  const { id, name, type, birthMonth } = pet;
  return { id, name, type, age: petAge(pet, today), birthMonth };
}

/** True when nothing was typed into the row; such a row is left out, not refused. */
export function isPetFormEmpty(form: PetForm): boolean {
  return cleanText(form.name) === '' && form.type === '' && form.age === null && form.birthMonth === null;
}

/**
 * A pet row as it is stored (NC-19, NC-20). The date of an age that still reads as before is kept, so that saving an
 * unchanged row changes nothing.
 */
export function checkPet(
  form: PetForm,
  before: Readonly<Pet> | null,
  today: CalendarDate,
): { readonly pet: Pet; readonly refusals: FieldRefusal[] } {
  const name = cleanText(form.name);
  const type = PET_TYPES.find((known) => known === form.type) ?? '';
  const shown = before === null ? null : petAge(before, today);
  // Older than anybody may enter, an age has grown here: it is as it was entered, whatever else is changed.
  const hasOutgrown = before !== null && shown === form.age && (shown ?? 0) > OLDEST_PET_YEARS;
  const sameAge = hasOutgrown || (before?.birthMonth === form.birthMonth && shown === form.age);
  const refusals: FieldRefusal[] = [];
  const refuse = (...[field, code, message]: Parameters<typeof fieldRefusal>) =>
    refusals.push(fieldRefusal(field, code, message, form.id));

  if (isPetFormEmpty(form)) refuse('pets', 'pet-empty', 'Enter at least a name or a type for this pet.');
  if (textLength(name) > LONGEST_PET_NAME) {
    refuse('petName', 'pet-name-too-long', `A pet name may have at most ${LONGEST_PET_NAME} characters.`);
  }
  if (form.type !== type) refuse('petType', 'pet-type-unknown', 'Choose a pet type from the list.');
  if (!hasOutgrown && !isWithin(form.age, 0, OLDEST_PET_YEARS)) {
    refuse('petAge', 'pet-age-invalid', `The pet age must be whole years from 0 to ${OLDEST_PET_YEARS}.`);
  }
  if (!isWithin(form.birthMonth, 1, 12)) {
    refuse('petBirthMonth', 'pet-birth-month-invalid', 'The birth month must be a month from January to December.');
  }

  const age =
    before !== null && sameAge
      ? { ageYears: before.ageYears, ageRecordedOn: before.ageRecordedOn }
      : { ageYears: form.age, ageRecordedOn: form.age === null ? null : today };
  return { pet: { id: form.id, name, type, ...age, birthMonth: form.birthMonth }, refusals };
}

function isWithin(value: number | null, least: number, most: number): boolean {
  return value === null || (Number.isInteger(value) && value >= least && value <= most);
}

/** The order pets are kept and shown in: by name, then id, the same on every register. */
export function sortPets(pets: readonly Pet[]): Pet[] {
  return [...pets].sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id));
}

/** Plain order of code units: the same on every machine, unlike a locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
