import { Badge, Button } from '@mantine/core';
import { IconArrowLeft, IconEdit, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { addressLines } from '../../../core/domain/customers/address';
import { manufacturerIdOf } from '../../../core/domain/customers/conversion';
import { fullName, type Customer } from '../../../core/domain/customers/customer';
import { isIncomplete } from '../../../core/domain/customers/incomplete';
import { petAge } from '../../../core/domain/customers/pets';
import { formatPhone } from '../../../core/domain/customers/phone';
import type { Program } from '../../../core/domain/programs/program';
import { mayDo } from '../../../core/domain/users/permissions';
import { useCustomer } from '../../data/hooks';
import type { CustomerView, RegisterContext } from '../../data/register-data';
import type { Shell } from '../../data/shell';
import { EmptyState, NextStep, Screen, TableHead, useHotkey } from '../../ui';
import { moneyWords } from '../cards';
import { AccountMenu } from './account-menu';
import classes from './customers.module.css';
import { DataCopyDialog } from './data-copy-dialog';
import { DeleteAccountDialog } from './delete-account-dialog';
import { DuplicateMark } from './duplicate-mark';
import { EditCustomerDialog } from './edit-customer-dialog';
import { EraseDataDialog } from './erase-data-dialog';
import { FormerValuesDialog } from './former-values-dialog';
import type { GoneAccount } from './list-state';
import { monthNames } from './pet-fields';
import { RollUps } from './roll-ups';
import { useFormRules } from './use-location';

export interface CustomerScreenProps {
  readonly context: RegisterContext;
  readonly shell: Shell;
  readonly customerId: string;
  readonly backLabel: string;
  readonly onBack: () => void;
  readonly onHistory: () => void;
  readonly onCheckOut: () => void;
  readonly onOpenCustomer: (customerId: string) => void;
  /** **Combine Duplicate Petowner Accounts** with these queued; undefined where accounts cannot be combined (RU-2). */
  readonly onCombine: ((customerIds: readonly string[]) => void) | undefined;
  /** The account was deleted, or everything personal of it erased. */
  readonly onGone: (gone: GoneAccount) => void;
}

/** The customer page: contact data and, under **Program**, what was bought and given (CP-1). */
export function CustomerScreen(props: CustomerScreenProps) {
  const { context, shell, customerId, onHistory, onCheckOut, onOpenCustomer, onCombine, onGone } = props;
  const { backLabel, onBack } = props;
  const view = useCustomer(customerId);
  const [editing, setEditing] = useState<'edit' | 'incomplete' | null>(null);
  const [reading, setReading] = useState<'copy' | 'former' | null>(null);
  const [ending, setEnding] = useState<'delete' | 'erase' | null>(null);
  useHotkey('F6', () => setEditing('edit'), view != null);
  useHotkey('F7', onHistory, view != null);
  if (view === undefined) return null;
  if (view === null) {
    return (
      <Screen title="Customer">
        <EmptyState
          title="This customer is not on this register"
          action={<Button onClick={onBack}>{backLabel}</Button>}
        />
      </Screen>
    );
  }
  const { customer } = view;
  const isAdmin = mayDo(context.user, 'delete-customer', context);
  return (
    <Screen
      title={fullName(customer)}
      subtitle={
        <span className={classes['badges']}>
          {customer.type !== 'pet-owner' && <Badge>{customer.type === 'employee' ? 'Employee' : 'Breeder'}</Badge>}
          {customer.possibleDuplicateOf.length > 0 && <DuplicateMark />}
          {isIncomplete(customer) && (
            <Button variant="subtle" px={8} ml={-8} onClick={() => setEditing('incomplete')}>
              Incomplete Customer Information
            </Button>
          )}
        </span>
      }
      actions={
        <>
          <Button variant="default" leftSection={<IconArrowLeft size={20} aria-hidden="true" />} onClick={onBack}>
            {backLabel}
          </Button>
          <Button variant="default" leftSection={<IconHistory size={20} aria-hidden="true" />} onClick={onHistory}>
            Customer History (F7)
          </Button>
          <Button
            variant="default"
            leftSection={<IconEdit size={20} aria-hidden="true" />}
            onClick={() => setEditing('edit')}
          >
            Edit User (F6)
          </Button>
          {isAdmin && (
            <AccountMenu
              onCombine={onCombine && (() => onCombine([customer.id, ...customer.possibleDuplicateOf]))}
              onCopy={() => setReading('copy')}
              onFormer={() => setReading('former')}
              onDelete={() => setEnding('delete')}
              onErase={() => setEnding('erase')}
            />
          )}
        </>
      }
      nextStep={
        <NextStep hotkey="F12" onClick={onCheckOut}>
          Check Out
        </NextStep>
      }
    >
      <div className={classes['stack']}>
        <section className={classes['panel']} aria-label="Contact data">
          <ContactFacts customer={customer} context={context} shell={shell} />
        </section>
        <Programs view={view} />
        {isAdmin && <RollUps context={context} view={view} onOpenCustomer={onOpenCustomer} />}
      </div>
      {editing !== null && (
        <EditCustomerDialog
          context={context}
          customer={customer}
          kind={editing}
          onClose={() => setEditing(null)}
          onOpenCustomer={onOpenCustomer}
          onCombine={onCombine}
        />
      )}
      {reading === 'copy' && (
        <DataCopyDialog customerId={customer.id} name={fullName(customer)} onClose={() => setReading(null)} />
      )}
      {reading === 'former' && (
        <FormerValuesDialog context={context} customer={customer} onClose={() => setReading(null)} />
      )}
      {ending === 'delete' && (
        <DeleteAccountDialog
          context={context}
          view={view}
          onClose={() => setEnding(null)}
          onDeleted={() => onGone({ customerId: customer.id, name: fullName(customer), how: 'deleted' })}
          onCombine={onCombine && (() => onCombine([customer.id, ...customer.possibleDuplicateOf]))}
        />
      )}
      {ending === 'erase' && (
        <EraseDataDialog
          customerId={customer.id}
          name={fullName(customer)}
          onClose={() => setEnding(null)}
          onErased={() => onGone({ customerId: customer.id, name: fullName(customer), how: 'erased' })}
        />
      )}
    </Screen>
  );
}

function ContactFacts(props: {
  readonly customer: Customer;
  readonly context: RegisterContext;
  readonly shell: Shell;
}) {
  const { customer, context, shell } = props;
  const rules = useFormRules(context);
  const home = context.settings.locations.find((one) => one.id === customer.homeLocationId)?.name ?? '';
  const pets = customer.pets.map((pet) => {
    const age = petAge(pet, rules.today);
    const born = pet.birthMonth === null ? '' : `born in ${monthNames[pet.birthMonth - 1] ?? ''}`;
    return [pet.name, pet.type, age === null ? '' : `${age} ${age === 1 ? 'year' : 'years'}`, born]
      .filter(Boolean)
      .join(', ');
  });
  const brands = new Map(context.programs.map(({ manufacturer }) => [manufacturerIdOf(manufacturer), manufacturer]));
  const address = addressLines(customer.address, rules.country);
  const nothing = <span className={classes['soft']}>–</span>;
  return (
    <dl className={classes['facts']}>
      <div>
        <dt>Mobile phone</dt>
        <dd>{customer.phone === '' ? nothing : formatPhone(customer.phone, rules.country)}</dd>
      </div>
      <div>
        <dt>Email</dt>
        <dd>
          {customer.email === '' ? (
            <span className={classes['soft']}>No Email on File</span>
          ) : (
            <button type="button" className={classes['mailLink']} onClick={() => void shell.writeTo(customer.email)}>
              {customer.email}
            </button>
          )}
        </dd>
      </div>
      {rules.internalIdOn && (
        <div>
          <dt>Internal Customer ID</dt>
          <dd>{customer.internalId === '' ? nothing : customer.internalId}</dd>
        </div>
      )}
      {customer.type === 'employee' && (
        <div>
          <dt>Employee ID</dt>
          <dd>{customer.employeeId === '' ? nothing : customer.employeeId}</dd>
        </div>
      )}
      {customer.type === 'breeder' && (
        <div>
          <dt>Breeder ID</dt>
          <dd>
            {customer.breederIds.map(({ manufacturerId, number }) => (
              <div key={manufacturerId}>{`${brands.get(manufacturerId) ?? manufacturerId} ${number}`}</div>
            ))}
          </dd>
        </div>
      )}
      <div>
        <dt>Address</dt>
        <dd>{address.length === 0 ? nothing : address.map((line) => <div key={line}>{line}</div>)}</dd>
      </div>
      <div>
        <dt>Pets</dt>
        <dd>{pets.length === 0 ? nothing : pets.map((pet, index) => <div key={index}>{pet}</div>)}</dd>
      </div>
      <div>
        <dt>Home location</dt>
        <dd>{home}</dd>
      </div>
    </dl>
  );
}

const programColumns = [
  { title: 'Program', width: '52%' },
  { title: 'Items purchased' },
  { title: 'Free goods received' },
  { title: 'Rebates received' },
];

/** A program as people call it: most titles begin with the brand. */
function programName({ manufacturer, title }: Pick<Program, 'manufacturer' | 'title'>): string {
  return title.startsWith(manufacturer) ? title : `${manufacturer} ${title}`;
}

function Programs({ view }: { readonly view: CustomerView }) {
  if (view.programTotals.length === 0) {
    return (
      <section aria-label="Program">
        <h2 className={classes['section']}>Program</h2>
        <p className={classes['soft']}>Nothing bought in a program yet.</p>
      </section>
    );
  }
  return (
    <section className={classes['stack']} aria-label="Program" style={{ gap: 8 }}>
      <h2 className={classes['section']}>Program</h2>
      <table className={classes['table']}>
        <TableHead columns={programColumns} />
        <tbody>
          {view.programTotals.map(({ program, totals }) => (
            <tr key={program.id}>
              <td title={programName(program)}>{programName(program)}</td>
              <td className={classes['numbers']}>{totals.itemsPurchased}</td>
              <td className={classes['numbers']}>{totals.freeGoods}</td>
              <td className={classes['numbers']}>{moneyWords(totals.rebatesCents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
