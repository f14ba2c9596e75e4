import { getCountries } from 'libphonenumber-js/min';
import { cleanText } from './clean-text';
import { foldText } from './fold-text';

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Every country with phone numbers, as ISO 3166 alpha-2. */
const COUNTRY_CODES: readonly string[] = getCountries();
const KNOWN: ReadonlySet<string> = new Set(COUNTRY_CODES);

/** What people and other systems' lists call a country besides its name and its code. */
const ALSO_CALLED: Readonly<Record<string, string>> = {
  usa: 'US',
  'united states of america': 'US',
  america: 'US',
  can: 'CA',
  uk: 'GB',
  gbr: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  irl: 'IE',
  aus: 'AU',
  nzl: 'NZ',
  deu: 'DE',
  deutschland: 'DE',
  aut: 'AT',
  osterreich: 'AT',
  che: 'CH',
  schweiz: 'CH',
  suisse: 'CH',
  fra: 'FR',
  nld: 'NL',
  nederland: 'NL',
  holland: 'NL',
  mex: 'MX',
};

/** How a country is shown: `United States` for `US`; what is no code is shown as it was written. */
export function countryName(country: string): string {
  return KNOWN.has(country) ? (names.of(country) ?? country) : country;
}

/** Every country to choose from, in the order of their names: code and name (NC-18). */
export const COUNTRIES: readonly { readonly value: string; readonly label: string }[] = COUNTRY_CODES.map((value) => {
  return { value, label: countryName(value) };
}).sort((a, b) => a.label.localeCompare(b.label, 'en'));

/**
 * A country as it is stored: its code when the text is a code or a name of it, otherwise the text, because lists of other
 * systems and people's own words must not be lost (NC-18). Reading what was read gives the same again.
 */
export function readCountry(typed: string): string {
  const text = cleanText(typed);
  if (text === '' || KNOWN.has(text)) return text;
  if (KNOWN.has(text.toUpperCase())) return text.toUpperCase();
  return codesByName().get(nameKey(text)) ?? text;
}

function nameKey(name: string): string {
  return foldText(name).replace(/^the /u, '').replaceAll('.', '').replaceAll('&', 'and');
}

let byName: ReadonlyMap<string, string> | undefined;

/** Made when first asked for: most texts are codes. */
function codesByName(): ReadonlyMap<string, string> {
  byName ??= new Map([
    ...COUNTRY_CODES.map((code) => [nameKey(countryName(code)), code] as const),
    ...Object.entries(ALSO_CALLED),
  ]);
  return byName;
}
