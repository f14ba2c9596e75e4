import { SimpleGrid, TextInput } from '@mantine/core';
import type { Address, AddressPart } from '../../../core/domain/customers/address';
import type { FieldRefusal } from '../../../core/domain/customers/field-refusal';
import { refusalOf } from './contact-fields';

const labels: Record<AddressPart, string> = {
  street1: 'Street',
  street2: 'Apartment, suite',
  city: 'City',
  region: 'State or province',
  postal: 'Postal code',
  country: 'Country',
};

export interface AddressFieldsProps {
  readonly value: Address;
  readonly onChange: (value: Address) => void;
  readonly refusals: readonly FieldRefusal[];
}

/** Home address; all optional, a partial one can be saved (NC-10, NC-18). */
export function AddressFields({ value, onChange, refusals }: AddressFieldsProps) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
      {(Object.keys(labels) as AddressPart[]).map((part) => (
        <TextInput
          key={part}
          label={labels[part]}
          value={value[part]}
          error={refusalOf(refusals, part)}
          autoComplete="off"
          maxLength={200}
          onChange={(event) => onChange({ ...value, [part]: event.currentTarget.value })}
        />
      ))}
    </SimpleGrid>
  );
}
