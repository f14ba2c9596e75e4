import { Button } from '@mantine/core';
import { IconArrowLeft, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { fullName } from '../../../core/domain/customers/customer';
import { formatPhone } from '../../../core/domain/customers/phone';
import { SECOND_THOUGHTS_DAYS } from '../../../core/domain/customers/second-thoughts';
import { DAY_MS } from '../../../core/kernel/amounts';
import type { DeletedCustomer } from '../../../core/sync/accounts';
import { useRegisterData, useStatusPart } from '../../data/hooks';
import type { DataRefusal, RegisterContext } from '../../data/register-data';
import { useAct } from '../../data/use-act';
import { dayWords, EmptyState, MarkedText, Message, Screen, SearchField, TableHead } from '../../ui';
import { AccountActMessage } from './account-act-message';
import accounts from './accounts.module.css';
import classes from './customers.module.css';
import { EraseDataDialog } from './erase-data-dialog';
import { RestoredMessage } from './restored-message';

const columns = [
  { title: 'Name', width: '24%' },
  { title: 'Email', width: '20%' },
  { title: 'Phone', width: '15%' },
  { title: 'Deleted', width: '20%' },
  { title: 'What to do', width: '21%', isQuiet: true },
];
/** Typing pauses this long before the server is asked. */
const PAUSE_MS = 200;

export interface DeletedCustomersScreenProps {
  readonly context: RegisterContext;
  readonly onBack: () => void;
  readonly onOpenCustomer: (customerId: string) => void;
}

/** **Deleted customers**: found, and brought back with everything they hold (CL-15, DE-7, DE-8). For Administrators. */
export function DeletedCustomersScreen({ context, onBack, onOpenCustomer }: DeletedCustomersScreenProps) {
  const data = useRegisterData();
  const [text, setText] = useState('');
  const [round, setRound] = useState(0);
  const [restored, setRestored] = useState<DeletedCustomer | null>(null);
  const [restoring, setRestoring] = useState<string | null>(null);
  const [erasing, setErasing] = useState<DeletedCustomer | null>(null);
  const act = useAct();
  const isOnline = useStatusPart(({ network }) => network === 'online') ?? false;
  const { rows, refusal } = useDeleted(text, isOnline, round);

  const restore = async (customer: DeletedCustomer) => {
    setRestored(null);
    setRestoring(customer.customerId);
    const done = await act.run(() => data.restoreCustomer(customer.customerId));
    setRestoring(null);
    setRound((count) => count + 1);
    if (done.ok) setRestored(customer);
  };
  return (
    <Screen
      title="Deleted customers"
      subtitle="Kept for 90 days with all cards, rewards and points; then the personal data is erased."
      actions={
        <Button variant="default" leftSection={<IconArrowLeft size={20} aria-hidden="true" />} onClick={onBack}>
          My Customers
        </Button>
      }
    >
      <div className={classes['stack']}>
        <SearchField label="First name, last name, phone or email" value={text} autoFocus onChange={setText} />
        {restored !== null && <RestoredMessage customer={restored} onOpen={onOpenCustomer} />}
        <AccountActMessage act={act} />
        {!isOnline && (
          <Message tone="offline">
            Deleted customers are kept at the server: they are listed and restored when the network is back.
          </Message>
        )}
        {isOnline && refusal !== null && (
          <Message tone="refused" code={refusal.code}>
            {refusal.message}
          </Message>
        )}
        {rows !== null && rows.length > 0 && (
          <DeletedTable
            {...{ rows, context, restoring }}
            search={text}
            mayAct={isOnline && !act.isBusy}
            onRestore={(customer) => void restore(customer)}
            onErase={setErasing}
          />
        )}
        {isOnline && rows?.length === 0 && (
          <EmptyState
            icon={<IconTrash size={44} stroke={1.5} />}
            title={text.trim() === '' ? 'No deleted customers' : 'No deleted customer matches'}
          >
            {text.trim() === '' ? 'Whoever is deleted waits here for 90 days.' : undefined}
          </EmptyState>
        )}
      </div>
      {erasing !== null && (
        <EraseDataDialog
          customerId={erasing.customerId}
          name={fullName(erasing)}
          onClose={() => setErasing(null)}
          onErased={() => {
            setErasing(null);
            setRound((count) => count + 1);
          }}
        />
      )}
    </Screen>
  );
}

/** What the server keeps; the former answer stays until the next is there. `round`: asked again when it goes up. */
function useDeleted(text: string, isOnline: boolean, round: number) {
  const data = useRegisterData();
  const [rows, setRows] = useState<readonly DeletedCustomer[] | null>(null);
  const [refusal, setRefusal] = useState<DataRefusal | null>(null);
  useEffect(() => {
    if (!isOnline) return;
    let wanted = true;
    const timer = setTimeout(() => {
      void data.deletedCustomers(text).then((reply) => {
        if (!wanted) return;
        setRefusal(reply.ok ? null : reply.refusal);
        if (reply.ok) setRows(reply.value);
      });
    }, PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [data, text, isOnline, round]);
  return { rows, refusal };
}

function DeletedTable(props: {
  readonly rows: readonly DeletedCustomer[];
  readonly context: RegisterContext;
  readonly search: string;
  readonly restoring: string | null;
  readonly mayAct: boolean;
  readonly onRestore: (customer: DeletedCustomer) => void;
  readonly onErase: (customer: DeletedCustomer) => void;
}) {
  const { rows, context, search, restoring, mayAct, onRestore, onErase } = props;
  const { location } = context;
  const [openedAt] = useState(() => Date.now());
  return (
    <table className={classes['table']}>
      <TableHead columns={columns} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.customerId}>
            <td title={fullName(row)}>
              <MarkedText text={`${row.lastName}, ${row.firstName}`} search={search} />
            </td>
            <td title={row.email}>
              <MarkedText text={row.email} search={search} />
            </td>
            <td>{formatPhone(row.phone, location.country)}</td>
            <td>
              {dayWords(row.deletedAt, location)}
              <div className={classes['soft']}>{daysLeft(row.deletedAt, openedAt)}</div>
            </td>
            <td>
              <span className={accounts['restore']}>
                <Button
                  variant="subtle"
                  color="red"
                  disabled={!mayAct}
                  aria-label={`Erase personal data of ${fullName(row)}`}
                  onClick={() => onErase(row)}
                >
                  Erase
                </Button>
                <Button
                  variant="default"
                  disabled={!mayAct}
                  loading={restoring === row.customerId}
                  aria-label={`Restore ${fullName(row)}`}
                  onClick={() => onRestore(row)}
                >
                  Restore
                </Button>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function daysLeft(deletedAt: number, now: number): string {
  const days = Math.max(0, SECOND_THOUGHTS_DAYS - Math.floor((now - deletedAt) / DAY_MS));
  return days === 1 ? '1 day left' : `${String(days)} days left`;
}
