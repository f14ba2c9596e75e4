import { Button, NumberInput, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { FieldRefusal } from '../../../core/domain/customers/field-refusal';
import { PET_TYPES, type PetForm } from '../../../core/domain/customers/pets';
import { ChoiceField } from '../../ui';
import { refusalOf } from './contact-fields';
import classes from './customers.module.css';

/** January to December. */
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const months = monthNames.map((label, index) => ({ value: String(index + 1), label }));

/** A pet row with nothing typed. Its id is minted when the row appears. */
export function emptyPet(): PetForm {
  return { id: crypto.randomUUID(), name: '', type: '', age: null, birthMonth: null };
}

export interface PetFieldsProps {
  readonly pets: readonly PetForm[];
  readonly onChange: (pets: readonly PetForm[]) => void;
  readonly refusals: readonly FieldRefusal[];
  /** One pet in the new-customer form (NC-11), any number in the edit window. */
  readonly several: boolean;
}

/** Pet name, type, age, birth month (NC-10, NC-19, NC-20). */
export function PetFields({ pets, onChange, refusals, several }: PetFieldsProps) {
  const change = (id: string, part: Partial<PetForm>) =>
    onChange(pets.map((pet) => (pet.id === id ? { ...pet, ...part } : pet)));
  // The keyboard goes on in the row that was added, and below the rows when one was taken away.
  const [addedId, setAddedId] = useState<string | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const before = useRef(pets.length);
  useEffect(() => {
    if (pets.length < before.current) addButton.current?.focus();
    before.current = pets.length;
  }, [pets.length]);
  const add = () => {
    const pet = emptyPet();
    setAddedId(pet.id);
    onChange([...pets, pet]);
  };
  return (
    <div className={classes['pets']}>
      {pets.map((pet, index) => (
        <fieldset key={pet.id} className={classes['pet']}>
          <legend className={classes['srOnly']}>Pet {index + 1}</legend>
          <TextInput
            label="Pet Name"
            value={pet.name}
            maxLength={120}
            autoFocus={pet.id === addedId || (!several && index === 0)}
            autoComplete="off"
            error={refusalOf(refusals, 'petName', pet.id) ?? refusalOf(refusals, 'pets', pet.id)}
            onChange={(event) => change(pet.id, { name: event.currentTarget.value })}
          />
          <ChoiceField
            label="Pet Type"
            data={PET_TYPES}
            value={pet.type === '' ? null : pet.type}
            clearable
            error={refusalOf(refusals, 'petType', pet.id)}
            onChange={(type) => change(pet.id, { type: type ?? '' })}
          />
          <NumberInput
            label="Age in years"
            value={pet.age ?? ''}
            min={0}
            max={60}
            allowDecimal={false}
            allowNegative={false}
            // What cannot be is refused when it is saved, never changed in silence.
            clampBehavior="none"
            hideControls
            error={refusalOf(refusals, 'petAge', pet.id)}
            onChange={(age) => change(pet.id, { age: age === '' ? null : Number(age) })}
          />
          <ChoiceField
            label="Birth Month"
            data={months}
            value={pet.birthMonth === null ? null : String(pet.birthMonth)}
            clearable
            error={refusalOf(refusals, 'petBirthMonth', pet.id)}
            onChange={(month) => change(pet.id, { birthMonth: month === null ? null : Number(month) })}
          />
          {several && (
            <Button
              variant="subtle"
              color="red"
              className={classes['removePet'] ?? ''}
              aria-label={`Remove ${pet.name === '' ? 'this pet' : pet.name}`}
              onClick={() => onChange(pets.filter((one) => one.id !== pet.id))}
            >
              <IconTrash size={20} aria-hidden="true" />
            </Button>
          )}
        </fieldset>
      ))}
      {several && (
        <Button
          ref={addButton}
          variant="default"
          leftSection={<IconPlus size={20} aria-hidden="true" />}
          onClick={add}
          className={classes['addPet'] ?? ''}
        >
          Add a pet
        </Button>
      )}
    </div>
  );
}
