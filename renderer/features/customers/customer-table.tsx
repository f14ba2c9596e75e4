import { Badge } from '@mantine/core';
import { IconAlertCircle, IconDeviceMobile } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { formatPhone } from '../../../core/domain/customers/phone';
import type { SearchRow } from '../../../core/domain/customers/search-row';
import type { RegisterContext } from '../../data/register-data';
import type { Shell } from '../../data/shell';
import { MarkedText, TableHead } from '../../ui';
import classes from './customers.module.css';
import { DuplicateMark } from './duplicate-mark';

export interface CustomerTableProps {
  readonly rows: readonly SearchRow[];
  readonly search: string;
  readonly context: RegisterContext;
  readonly shell: Shell;
  /** The customer the keyboard goes on at, when the table appears with that row in it (CL-12). */
  readonly focusedId: string | null;
  readonly onOpen: (customerId: string) => void;
}

const columns = [
  { title: 'Name', width: '26%' },
  { title: 'Email', width: '23%' },
  { title: 'Phone', width: '15%' },
  { title: 'Last visit', width: '13%' },
  { title: 'Marks', width: '23%' },
];

/** Name, email, phone, type, app, last visit, incomplete (CL-13). */
export function CustomerTable({ rows, search, context, shell, focusedId, onOpen }: CustomerTableProps) {
  const focused = useRef<HTMLButtonElement>(null);
  useEffect(() => focused.current?.focus(), []);
  const { country, timeZone } = context.location;
  const visit = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone });
  return (
    <table className={classes['table']}>
      <TableHead columns={columns} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <button
                type="button"
                ref={row.id === focusedId ? focused : undefined}
                className={classes['nameLink']}
                title={`${row.firstName} ${row.lastName}`}
                onClick={() => onOpen(row.id)}
              >
                <MarkedText text={`${row.lastName}, ${row.firstName}`} search={search} />
              </button>
            </td>
            <td>
              {row.email !== '' && (
                <button
                  type="button"
                  className={classes['mailLink']}
                  title={`Write to ${row.email}`}
                  onClick={() => void shell.writeTo(row.email)}
                >
                  <MarkedText text={row.email} search={search} />
                </button>
              )}
            </td>
            <td>{formatPhone(row.phone, country)}</td>
            <td>{row.lastVisitAt === null ? '' : visit.format(row.lastVisitAt)}</td>
            <td>
              <span className={classes['badges']}>
                {row.type !== 'pet-owner' && <Badge>{row.type === 'employee' ? 'Employee' : 'Breeder'}</Badge>}
                {row.isAppUser && <IconDeviceMobile size={20} aria-label="Uses the mobile app" role="img" />}
                {row.isIncomplete && (
                  <span className={classes['mark']} title="Email or phone is missing">
                    <IconAlertCircle size={20} aria-hidden="true" />
                    Incomplete
                  </span>
                )}
                {row.isPossibleDuplicate && <DuplicateMark />}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
