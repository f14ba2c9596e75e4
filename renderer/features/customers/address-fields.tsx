import { SimpleGrid, TextInput } from '@mantine/core';
import { ADDRESS_LABELS, ADDRESS_PARTS, type Address } from '../../../core/domain/customers/address';
import { COUNTRIES, countryName } from '../../../core/domain/customers/country';
import type { FieldRefusal } from '../../../core/domain/customers/field-refusal';
import { ChoiceField } from '../../ui';
import { refusalOf } from './contact-fields';

/** Typed; the country is chosen. */
const TYPED_PARTS = ADDRESS_PARTS.filter((part) => part !== 'country');

export interface AddressFieldsProps {
  readonly value: Address;
  readonly onChange: (value: Address) => void;
  readonly refusals: readonly FieldRefusal[];
  /** ISO country of the location: most customers live there. */
  readonly homeCountry: string;
}

/** Home address; all optional, a partial one can be saved (NC-10, NC-18). */
export function AddressFields({ value, onChange, refusals, homeCountry }: AddressFieldsProps) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
      {TYPED_PARTS.map((part) => (
        <TextInput
          key={part}
          label={ADDRESS_LABELS[part]}
          value={value[part]}
          error={refusalOf(refusals, part)}
          autoComplete="off"
          maxLength={200}
          onChange={(event) => onChange({ ...value, [part]: event.currentTarget.value })}
        />
      ))}
      <ChoiceField
        label={ADDRESS_LABELS.country}
        data={countryChoices(homeCountry, value.country)}
        value={value.country === '' ? null : value.country}
        clearable
        error={refusalOf(refusals, 'country')}
        onChange={(country) => onChange({ ...value, country: country ?? '' })}
      />
    </SimpleGrid>
  );
}

/** The location's own country first; one that came from a list under a name nobody knows can stay. */
function countryChoices(homeCountry: string, chosen: string) {
  const first = [homeCountry, chosen].filter((one, at, all) => one !== '' && all.indexOf(one) === at);
  return [
    ...first.map((value) => ({ value, label: countryName(value) })),
    ...COUNTRIES.filter(({ value }) => !first.includes(value)),
  ];
}
