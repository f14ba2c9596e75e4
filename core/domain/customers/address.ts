import { Type, type Static } from 'typebox';
import { cleanText, textLength } from './clean-text';
import { countryName, readCountry } from './country';
import { fieldRefusal, type FieldRefusal } from './field-refusal';

const LONGEST = { street1: 120, street2: 120, city: 80, region: 80, postal: 20, country: 60 } as const;
/** What the fields are called on every form, and in what is said about them. */
export const ADDRESS_LABELS = {
  street1: 'Street',
  street2: 'Apartment, suite',
  city: 'City',
  region: 'State or province',
  postal: 'Postal code',
  country: 'Country',
} as const;

/** Home address; every part may be `''` (NC-18). One field when edits cross: a street without its city helps nobody. */
export const AddressSchema = Type.Object({
  street1: Type.String({ maxLength: LONGEST.street1 }),
  street2: Type.String({ maxLength: LONGEST.street2 }),
  city: Type.String({ maxLength: LONGEST.city }),
  region: Type.String({ maxLength: LONGEST.region }),
  postal: Type.String({ maxLength: LONGEST.postal }),
  country: Type.String({ maxLength: LONGEST.country }),
});
export type Address = Static<typeof AddressSchema>;
type AddressPart = keyof Address;

export const ADDRESS_PARTS = Object.keys(LONGEST) as AddressPart[];

export const NO_ADDRESS: Readonly<Address> = {
  street1: '',
  street2: '',
  city: '',
  region: '',
  postal: '',
  country: '',
};

/** The address as it is stored; a partial one is fine (NC-18). Refuses only parts that are too long, naming them. */
export function checkAddress(typed: Readonly<Address>): {
  readonly address: Address;
  readonly refusals: FieldRefusal[];
} {
  const address = { ...NO_ADDRESS };
  const refusals: FieldRefusal[] = [];
  for (const part of ADDRESS_PARTS) {
    address[part] = cleanText(typed[part]);
    if (textLength(address[part]) <= LONGEST[part]) continue;
    refusals.push(
      fieldRefusal(part, 'address-too-long', `${ADDRESS_LABELS[part]} may have at most ${LONGEST[part]} characters.`),
    );
  }
  return { address, refusals };
}

/** Street 1, city, state and postal code are filled (NC-18). */
export function isAddressComplete(address: Readonly<Address>): boolean {
  return [address.street1, address.city, address.region, address.postal].every((part) => part !== '');
}

/** Nothing of it is filled; the country alone is no address, and is there beforehand (NC-18). */
export function isAddressEmpty(address: Readonly<Address>): boolean {
  return ADDRESS_PARTS.every((part) => part === 'country' || address[part] === '');
}

/**
 * The address as a form shows it: where nothing was filled in yet, with the country of the location; a country that
 * came as a name (from an uploaded list) by its code (NC-18).
 */
export function addressForm(address: Readonly<Address>, homeCountry: string): Address {
  const country = address.country === '' && isAddressEmpty(address) ? homeCountry : readCountry(address.country);
  return { ...address, country };
}

/** The lines of an address label; empty ones are left out, and the country where it is the reader's own (a code). */
export function addressLines(address: Readonly<Address>, ownCountry = ''): readonly string[] {
  const town = [[address.city, address.region].filter((part) => part !== '').join(', '), address.postal];
  const isOwn = readCountry(address.country) === ownCountry;
  const country = isOwn ? '' : countryName(readCountry(address.country));
  const lines = [address.street1, address.street2, town.filter((part) => part !== '').join(' '), country];
  return lines.filter((line) => line !== '');
}
