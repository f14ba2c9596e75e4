import { Badge, Button, SimpleGrid, TextInput } from '@mantine/core';
import {
  LONGEST_BREEDER_ID,
  LONGEST_EMPLOYEE_ID,
  manufacturerIdOf,
  offeredTypes,
  type AccountForm,
} from '../../../core/domain/customers/conversion';
import type { Customer, CustomerType } from '../../../core/domain/customers/customer';
import type { FieldRefusal } from '../../../core/domain/customers/field-refusal';
import type { RegisterContext } from '../../data/register-data';
import { refusalOf } from './contact-fields';
import classes from './customers.module.css';

const typeWords: Readonly<Record<CustomerType, string>> = {
  'pet-owner': 'Pet Owner',
  employee: 'Employee',
  breeder: 'Breeder',
};

export interface AccountTypeFieldsProps {
  readonly context: RegisterContext;
  readonly before: Customer;
  readonly value: AccountForm;
  readonly onChange: (value: AccountForm) => void;
  readonly refusals: readonly FieldRefusal[];
}

/** **Convert to Employee Account**, to a breeder's, and back; cards stay as they are (EB-3, EB-5, EB-10, EB-11). */
export function AccountTypeFields({ context, before, value, onChange, refusals }: AccountTypeFieldsProps) {
  const { features } = context.settings;
  const offered = offeredTypes(features, before); // EB-2
  const may = (type: 'employee' | 'breeder') => offered.includes(type);
  if (offered.length === 0) return null;
  const become = (type: CustomerType) => onChange({ ...value, type });
  return (
    <section className={classes['stack']} aria-label="Account type">
      <h3 className={classes['section']}>Account type</h3>
      <div className={classes['badges']} style={{ gap: 12 }}>
        <Badge size="xl" variant={value.type === 'pet-owner' ? 'light' : 'filled'}>
          {typeWords[value.type]}
        </Badge>
        {value.type !== 'employee' && may('employee') && (
          <Button variant="default" onClick={() => become('employee')}>
            Convert to Employee Account
          </Button>
        )}
        {value.type !== 'breeder' && may('breeder') && (
          <Button variant="default" onClick={() => become('breeder')}>
            Convert to Breeder Account
          </Button>
        )}
        {value.type !== 'pet-owner' && (
          <Button variant="subtle" onClick={() => become('pet-owner')}>
            {before.type === 'pet-owner' ? 'Leave as Pet Owner' : 'Convert back to Pet Owner Account'}
          </Button>
        )}
      </div>
      {value.type === 'pet-owner' && before.type !== 'pet-owner' && (
        <p className={classes['soft']}>
          Cards of the {typeWords[before.type].toLowerCase()} program take no new punches; completed ones stay
          redeemable.
        </p>
      )}
      {value.type === 'employee' && (
        <TextInput
          label="Employee ID"
          withAsterisk
          aria-required
          data-autofocus={before.type === 'pet-owner' || undefined}
          autoFocus={before.type !== 'employee'}
          autoComplete="off"
          maxLength={LONGEST_EMPLOYEE_ID + 10}
          style={{ maxWidth: 320 }}
          value={value.employeeId}
          error={refusalOf(refusals, 'employeeId')}
          onChange={(event) => onChange({ ...value, employeeId: event.currentTarget.value })}
        />
      )}
      {value.type === 'breeder' && (
        <BreederNumbers context={context} value={value} onChange={onChange} refusals={refusals} />
      )}
    </section>
  );
}

/** One number for each manufacturer of the programs known here (EB-6, EB-8). */
export function BreederNumbers(props: Omit<AccountTypeFieldsProps, 'before'>) {
  const { context, value, onChange, refusals } = props;
  const known = new Map(context.programs.map(({ manufacturer }) => [manufacturerIdOf(manufacturer), manufacturer]));
  // A number of a manufacturer whose programs are not known here stays, and can be seen.
  for (const id of Object.keys(value.breederIds)) if (!known.has(id)) known.set(id, id);
  const refused = refusalOf(refusals, 'breederIds');
  return (
    <>
      <p className={classes['soft']}>
        The number each manufacturer issued. Check the document: an invalid number leads to denied credit.
      </p>
      {refused !== undefined && (
        <p role="alert" style={{ margin: 0, color: 'var(--pt-refused)' }}>
          {refused}
        </p>
      )}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        {[...known]
          .sort(([, a], [, b]) => a.localeCompare(b))
          .map(([id, manufacturer], at) => (
            <TextInput
              key={id}
              label={`${manufacturer} breeder number`}
              autoComplete="off"
              autoFocus={at === 0}
              maxLength={LONGEST_BREEDER_ID + 10}
              value={value.breederIds[id] ?? ''}
              error={refused !== undefined}
              onChange={(event) =>
                onChange({ ...value, breederIds: { ...value.breederIds, [id]: event.currentTarget.value } })
              }
            />
          ))}
      </SimpleGrid>
    </>
  );
}
