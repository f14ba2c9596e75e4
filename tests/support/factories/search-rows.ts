import type { SearchRow } from '../../../core/domain/customers/search-row';
import { seededRandom } from '../seeded';
import { aSearchRow, HARBOR, MIDTOWN } from './customers';

const FIRST = (
  'James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph ' +
  'Jessica Thomas Karen Bill Ann José Zoë Søren Łucja Will Bo Lee Nancy Betty Margaret'
).split(' ');
const LAST = (
  "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Lee Ng O'Brien Núñez Adams Baker " +
  'Clark Hill Scott Young Allen King Wright Torres Nguyen Green Flores Nelson Hall Rivera'
).split(' ');
const SYLLABLES = 'ba ber co dan el fin ga har is jo ka lin mo ner os pa quin ro sen tor ul van wes yar zel'.split(' ');
const DOMAINS = ['gmail.com', 'yahoo.com', 'outlook.com', 'icloud.com', 'example.com', 'mail.example'];
const TOWNS = ['Springfield', 'Riverside', 'Franklin', 'Greenville', 'Bristol', 'Clinton'];

/** Many different customers as a store has them: common names often, rare ones once, most with email or phone. */
export function manySearchRows(count: number, seed = 1): SearchRow[] {
  const chance = seededRandom(seed);
  const pick = (list: readonly string[]) => list[Math.floor(chance() * list.length)] ?? '';
  const rare = () => {
    const word = pick(SYLLABLES) + pick(SYLLABLES) + pick(SYLLABLES);
    return word.charAt(0).toUpperCase() + word.slice(1);
  };
  return Array.from({ length: count }, (_, at) => {
    const firstName = chance() < 0.1 ? `${pick(FIRST)} & ${pick(FIRST)}` : chance() < 0.7 ? pick(FIRST) : rare();
    const lastName = chance() < 0.3 ? pick(LAST) : rare();
    const local = `${firstName}.${lastName}`.toLowerCase().replace(/[^a-z.]/gu, '');
    const email = chance() < 0.75 ? `${local}${at}@${pick(DOMAINS)}` : '';
    const phone =
      chance() < 0.8 ? `+1${2 + Math.floor(chance() * 8)}${String(Math.floor(chance() * 1e9)).padStart(9, '0')}` : '';
    const both = chance() < 0.05;
    const isEmployee = at % 40 === 7;
    return aSearchRow({
      id: `${String(at).padStart(8, '0')}-5eed-4000-8000-${String(Math.floor(chance() * 1e12)).padStart(12, '0')}`,
      ...{ firstName, lastName, email, phone },
      internalId: chance() < 0.2 ? String(100000 + at) : '',
      ...(isEmployee ? { type: 'employee', employeeId: `E-${at % 900}` } : {}),
      town: pick(TOWNS),
      isAppUser: email !== '' && chance() < 0.3,
      isIncomplete: email === '' || phone === '',
      createdAt: 1_600_000_000_000 + Math.floor(chance() * 1.6e11),
      lastVisitAt: 1_760_000_000_000 + Math.floor(chance() * 1e9),
      homeLocationId: MIDTOWN,
      locationIds: both ? [HARBOR, MIDTOWN] : chance() < 0.5 ? [MIDTOWN] : [HARBOR],
    });
  });
}
