import { SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import { readEmail } from '../../../core/domain/customers/email';
import type { FieldRefusal } from '../../../core/domain/customers/field-refusal';
import { NO_FIELD_RULES, type FieldRules } from '../../../core/domain/customers/field-rules';
import { formatPhone, readPhone } from '../../../core/domain/customers/phone';

/** Contact data as typed (NC-2). */
export interface ContactForm {
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string;
  readonly email: string;
  readonly internalId: string;
}

export const emptyContact: ContactForm = { firstName: '', lastName: '', phone: '', email: '', internalId: '' };

/** The sentence for one field, if it was refused. */
export function refusalOf(refusals: readonly FieldRefusal[], field: FieldRefusal['field'], petId?: string) {
  return refusals.find((refusal) => refusal.field === field && refusal.petId === petId)?.message;
}

export interface ContactFieldsProps {
  readonly value: ContactForm;
  readonly onChange: (value: ContactForm) => void;
  readonly refusals: readonly FieldRefusal[];
  /** The switch of NC-5. */
  readonly internalIdOn: boolean;
  /** The location's, which decides how a phone is read and shown (NC-16). */
  readonly country: string;
  /** Marks what a new account must have (FS-2). */
  readonly fieldRules?: FieldRules;
  readonly autoFocus?: keyof ContactForm;
}

/** Name, phone, email (NC-2 … NC-6), with the labels staff know. */
export function ContactFields(props: ContactFieldsProps) {
  const { value, onChange, refusals, internalIdOn, country, fieldRules = NO_FIELD_RULES, autoFocus } = props;
  // What was left unfinished says so at once; while it is being typed it is let alone.
  const [left, setLeft] = useState<readonly (keyof ContactForm)[]>([]);
  const unfinished = (name: keyof ContactForm) => {
    if (!left.includes(name)) return undefined;
    const read = name === 'phone' ? readPhone(value.phone, country) : readEmail(value.email);
    return read.ok ? undefined : read.refusal.message;
  };
  const leave = (name: 'phone' | 'email') => setLeft((others) => [...others, name]);
  const field = (name: keyof ContactForm) => ({
    value: value[name],
    error: refusalOf(refusals, name) ?? unfinished(name),
    onFocus: () => setLeft((others) => others.filter((one) => one !== name)),
    autoFocus: autoFocus === name,
    'data-autofocus': autoFocus === name || undefined,
    autoComplete: 'off',
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ ...value, [name]: event.currentTarget.value }),
  });
  const asked = (rule: FieldRules['email']) => ({
    withAsterisk: rule === 'required',
    'aria-required': rule === 'required',
  });
  const showPhoneFormatted = () => {
    const read = readPhone(value.phone, country);
    if (!read.ok || read.value === '') return; // What is not complete stays as typed.
    const phone = formatPhone(read.value, country);
    if (phone !== value.phone) onChange({ ...value, phone });
  };
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
      <TextInput label="Pet Owner First Name" required maxLength={160} {...field('firstName')} />
      <TextInput label="Pet Owner Last Name" required maxLength={160} {...field('lastName')} />
      <TextInput
        label="Pet Owner Mobile Phone"
        type="tel"
        maxLength={40}
        {...asked(fieldRules.phone)}
        {...field('phone')}
        onBlur={() => {
          leave('phone');
          showPhoneFormatted();
        }}
      />
      <TextInput
        label="Pet Owner Email"
        type="text"
        inputMode="email"
        maxLength={300}
        {...asked(fieldRules.email)}
        {...field('email')}
        onBlur={() => leave('email')}
      />
      {internalIdOn && <TextInput label="Internal Customer ID" maxLength={60} {...field('internalId')} />}
    </SimpleGrid>
  );
}
