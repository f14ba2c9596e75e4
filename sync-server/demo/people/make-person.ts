import type { Address } from '../../../core/domain/customers/address';
import { LONGEST_NAME } from '../../../core/domain/customers/names';
import { sortPets, type Pet, type PetType } from '../../../core/domain/customers/pets';
import type { CalendarDate } from '../../../core/kernel/amounts';
import type { DemoRandom } from '../demo-random';
import type { DemoPlace } from '../shop/organisation';
import { demoEmail, demoPhone } from './contact';
import type { DemoPerson, MainPet } from './person';

/** Where the customers of a location live. */
const TOWNS: Readonly<Record<DemoPlace, { city: string; region: string; postal: string }>> = {
  midtown: { city: 'Chicago', region: 'IL', postal: '606' },
  harbor: { city: 'Cleveland', region: 'OH', postal: '441' },
  uptown: { city: 'Chicago', region: 'IL', postal: '606' },
};

const NAMES_OF_PETS = [
  ...['Biscuit', 'Luna', 'Pickles', 'Mochi', 'Sir Barksalot', 'Ziggy', 'Noodle', 'Olive', 'Waffles', 'Juniper', 'Gus'],
  ...[
    'Pepper',
    'Rosie',
    'Maple',
    'Archie',
    'Clementine',
    'Tofu',
    'Scout',
    'Willow',
    'Bruno',
    'Nala',
    'Captain',
    'Miso',
  ],
] as const;

/** The `n`th customer: a name, and whatever else the cashier was told. */
export function makePerson(
  random: DemoRandom,
  n: number,
  home: DemoPlace,
  mainPet: MainPet,
  addedOn: CalendarDate,
): DemoPerson {
  const { firstName, lastName } = makeName(random);
  const given = random.weighted([
    ['both', 78],
    ['no email', 11],
    ['no phone', 7],
    ['neither', 4],
  ] as const);
  return {
    id: random.newId(),
    firstName,
    lastName,
    email: given === 'both' || given === 'no phone' ? demoEmail(firstName, lastName, n) : '',
    phone: given === 'both' || given === 'no email' ? demoPhone(n) : '',
    address: random.chance(0.72) ? makeAddress(random, home) : null,
    pets: random.chance(0.85) ? makePets(random, mainPet, addedOn) : [],
    ...{ type: 'pet-owner', employeeId: '', breederIds: [] },
  };
}

function makeName(random: DemoRandom): { readonly firstName: string; readonly lastName: string } {
  const language = random.language();
  const first = () => clean(language.person.firstName());
  const last = () => clean(language.person.lastName());
  // NC-4: couples and households share an account.
  const firstName = random.weighted([
    [() => first(), 88],
    [() => `${first()} & ${first()}`, 9],
    [() => `${first()} ${first()} ${first()}`, 3],
  ] as const)();
  const lastName = random.weighted([
    [() => last(), 93],
    [() => `${last()}-${last()}`, 4],
    [() => `${last()} / ${last()}`, 3],
  ] as const)();
  return { firstName: firstName.slice(0, LONGEST_NAME), lastName: lastName.slice(0, LONGEST_NAME) };
}

/** Some languages bring titles with dots or typographic apostrophes; a cashier would type it plainly. */
function clean(name: string): string {
  return name.replaceAll(/[’`]/g, "'").trim();
}

function makeAddress(random: DemoRandom, home: DemoPlace): Address {
  const { city, region, postal } = TOWNS[home];
  const { location } = random.faker;
  return {
    street1: location.streetAddress(),
    street2: random.chance(0.2) ? `Apt ${String(random.between(1, 40))}` : '',
    ...{ city, region, postal: `${postal}${String(random.between(1, 60)).padStart(2, '0')}`, country: 'US' },
  };
}

function makePets(random: DemoRandom, mainPet: MainPet, addedOn: CalendarDate): Pet[] {
  const count = random.weighted([
    [1, 62],
    [2, 27],
    [3, 9],
    [5, 2],
  ] as const);
  const pets = Array.from({ length: count }, (_, index): Pet => {
    const type: PetType = index === 0 || random.chance(0.7) ? mainPet : random.pick(['Dog', 'Cat', 'Hamster', 'Other']);
    const ageYears = random.chance(0.75) ? random.between(0, 14) : null;
    return {
      id: random.newId(),
      name: random.chance(0.6) ? random.pick(NAMES_OF_PETS) : random.faker.animal.petName(),
      type,
      ageYears,
      ageRecordedOn: ageYears === null ? null : addedOn,
      birthMonth: random.chance(0.4) ? random.between(1, 12) : null,
    };
  });
  return sortPets(pets);
}
