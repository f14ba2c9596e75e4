import { expect, test } from 'vitest';
import { aPet, aPetForm } from '../../../tests/support/factories';
import { checkPet, isPetFormEmpty, petAge, petForm, PET_TYPES } from './pets';

test('the shown age grows with every anniversary of the day it was recorded (NC-19)', () => {
  const rex = aPet({ ageYears: 2, ageRecordedOn: '2025-11-10' });
  expect(petAge(rex, '2025-11-10')).toBe(2);
  expect(petAge(rex, '2026-11-09')).toBe(2);
  expect(petAge(rex, '2026-11-10')).toBe(3);
  expect(petAge(rex, '2030-12-24')).toBe(7);
});

test('with a birth month it grows when that month begins (NC-19)', () => {
  const rex = aPet({ ageYears: 2, ageRecordedOn: '2025-11-10', birthMonth: 3 });
  expect(petAge(rex, '2026-02-28')).toBe(2);
  expect(petAge(rex, '2026-03-01')).toBe(3);
  expect(petAge(rex, '2027-03-01')).toBe(4);
});

test('an age recorded on 29 February grows in ordinary years too, and no clock set back makes a pet younger', () => {
  const rex = aPet({ ageYears: 2, ageRecordedOn: '2024-02-29' });
  expect(petAge(rex, '2025-02-28')).toBe(2);
  expect(petAge(rex, '2025-03-01')).toBe(3);
  expect(petAge(rex, '2020-01-01')).toBe(2);
});

test('an unknown age stays unknown (NC-19)', () => {
  expect(petAge(aPet(), '2026-01-01')).toBeNull();
});

test('a row with only a name or only a type can be saved, an empty one not (NC-19)', () => {
  const nameOnly = checkPet(aPetForm({ type: '' }), null, '2026-01-05');
  const typeOnly = checkPet(aPetForm({ name: ' ' }), null, '2026-01-05');
  expect([nameOnly.refusals, typeOnly.refusals]).toEqual([[], []]);
  expect(nameOnly.pet).toEqual(aPet({ type: '' }));

  const empty = aPetForm({ name: ' ', type: '' });
  expect(isPetFormEmpty(empty)).toBe(true);
  expect(checkPet(empty, null, '2026-01-05').refusals).toMatchObject([{ code: 'pet-empty', petId: 'rex' }]);
});

test('an age is stored with the date it was entered (NC-19)', () => {
  expect(checkPet(aPetForm({ age: 4 }), null, '2026-01-05').pet).toEqual(
    aPet({ ageYears: 4, ageRecordedOn: '2026-01-05' }),
  );
});

test('saving an unchanged row a year later changes nothing, a corrected age is recorded anew', () => {
  const rex = aPet({ ageYears: 4, ageRecordedOn: '2025-01-05' });
  const shown = petForm(rex, '2026-02-01');
  expect(shown.age).toBe(5);
  expect(checkPet(shown, rex, '2026-02-01').pet).toEqual(rex);
  expect(checkPet({ ...shown, age: 9 }, rex, '2026-02-01').pet).toMatchObject({
    ageYears: 9,
    ageRecordedOn: '2026-02-01',
  });
  expect(checkPet({ ...shown, age: null }, rex, '2026-02-01').pet).toMatchObject({
    ageYears: null,
    ageRecordedOn: null,
  });
});

test('a birth month given later counts from today, so that the age typed with it is the one shown (NC-19)', () => {
  const rex = aPet({ ageYears: 3, ageRecordedOn: '2024-01-01' });
  const { pet } = checkPet({ ...petForm(rex, '2026-07-10'), birthMonth: 6 }, rex, '2026-07-10');
  expect(petAge(pet, '2026-07-10')).toBe(5);
  expect(petAge(pet, '2027-06-01')).toBe(6);
});

test('a parrot that has grown older than an age may be entered can still be renamed (NC-19)', () => {
  const ara = aPet({ name: 'Ara', type: 'Bird', ageYears: 58, ageRecordedOn: '2020-03-01' });
  const shown = petForm(ara, '2026-04-01');
  expect(shown.age).toBe(64);
  expect(checkPet({ ...shown, name: 'Arabella' }, ara, '2026-04-01')).toEqual({
    pet: { ...ara, name: 'Arabella' },
    refusals: [],
  });
  const { pet, refusals } = checkPet({ ...shown, birthMonth: 5 }, ara, '2026-04-01');
  expect([pet.ageYears, pet.ageRecordedOn, refusals]).toEqual([58, '2020-03-01', []]);
  expect(checkPet({ ...shown, age: 65 }, ara, '2026-04-01').refusals).toMatchObject([{ code: 'pet-age-invalid' }]);
});

test.each([
  [{ type: 'Dragon' }, 'pet-type-unknown'],
  [{ age: 61 }, 'pet-age-invalid'],
  [{ age: -1 }, 'pet-age-invalid'],
  [{ age: 1.5 }, 'pet-age-invalid'],
  [{ birthMonth: 0 }, 'pet-birth-month-invalid'],
  [{ birthMonth: 13 }, 'pet-birth-month-invalid'],
  [{ name: 'x'.repeat(61) }, 'pet-name-too-long'],
])('%j is refused as %s (NC-20, data dictionary)', (stated, code) => {
  expect(checkPet(aPetForm(stated), null, '2026-01-05').refusals).toMatchObject([{ code }]);
});

test('the list of pet types is the one of NC-20', () => {
  expect(PET_TYPES.join(', ')).toBe(
    'Dog, Cat, Bird, Fish, Reptile, Rabbit, Guinea Pig, Hamster, Gerbil, Rat, Mouse, Chinchilla, Ferret, Horse, ' +
      'Farm Animal, Other',
  );
});
