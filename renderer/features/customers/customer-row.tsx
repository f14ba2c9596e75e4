import { Badge } from '@mantine/core';
import { IconAlertCircle, IconDeviceMobile } from '@tabler/icons-react';
import { memo, type Ref } from 'react';
import { formatPhone } from '../../../core/domain/customers/phone';
import type { SearchRow } from '../../../core/domain/customers/search-row';
import { dayWords, MarkedText, type ClockPlace } from '../../ui';
import classes from './customer-table.module.css';
import { DuplicateMark } from './duplicate-mark';

export interface CustomerRowProps {
  readonly row: SearchRow;
  /** What was searched for: marked where it is found. */
  readonly search: string;
  /** The location: how phones and days are written, and when a day begins. */
  readonly place: ClockPlace;
  /** For the name, where the keyboard is to go on. */
  readonly nameRef: Ref<HTMLButtonElement> | undefined;
  readonly onOpen: (customerId: string) => void;
  readonly onWrite: (email: string) => void;
}

/** Name, email, phone, last visit, marks (CL-13). Drawn again only when one of them changes. */
export const CustomerRow = memo(function CustomerRow(props: CustomerRowProps) {
  const { row, search, place, nameRef, onOpen, onWrite } = props;
  return (
    <tr role="row">
      <td role="cell">
        <button
          type="button"
          ref={nameRef}
          className={classes['nameLink']}
          title={`${row.firstName} ${row.lastName}`}
          onClick={() => onOpen(row.id)}
        >
          <MarkedText text={`${row.lastName}, ${row.firstName}`} search={search} />
        </button>
      </td>
      <td role="cell">
        {row.email !== '' && (
          <button
            type="button"
            className={classes['mailLink']}
            title={`Write to ${row.email}`}
            onClick={() => onWrite(row.email)}
          >
            <MarkedText text={row.email} search={search} />
          </button>
        )}
      </td>
      <td role="cell">{formatPhone(row.phone, place.country)}</td>
      <td role="cell">{row.lastVisitAt === null ? '' : dayWords(row.lastVisitAt, place)}</td>
      <td role="cell">
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
  );
});
