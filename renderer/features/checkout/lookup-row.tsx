import { Badge } from '@mantine/core';
import { memo } from 'react';
import { formatPhone } from '../../../core/domain/customers/phone';
import type { SearchRow } from '../../../core/domain/customers/search-row';
import { MarkedText } from '../../ui';
import classes from './lookup.module.css';

export interface LookupRowProps {
  readonly id: string;
  readonly row: SearchRow;
  readonly search: string;
  /** ISO country of the location, for phones. */
  readonly country: string;
  readonly active: boolean;
  /** From 1, among all rows found; some may not be drawn. */
  readonly place: number;
  readonly of: number;
  readonly onSelect: (customerId: string) => void;
}

/** One match: name with the found part marked; phone and town tell two Maria Garcias apart. */
export const LookupRow = memo(function LookupRow(props: LookupRowProps) {
  const { id, row, search, country, active, place, of, onSelect } = props;
  return (
    <li
      id={id}
      role="option"
      aria-selected={active}
      aria-posinset={place}
      aria-setsize={of}
      className={classes['row']}
      onClick={() => onSelect(row.id)}
    >
      <span className={classes['name']}>
        <MarkedText text={`${row.firstName} ${row.lastName}`} search={search} />{' '}
        {row.type !== 'pet-owner' && <Badge variant="light">{row.type === 'employee' ? 'Employee' : 'Breeder'}</Badge>}
      </span>
      <span className={classes['soft']}>{formatPhone(row.phone, country)}</span>
      <span className={classes['soft']}>
        <bdi>{row.town}</bdi>
      </span>
      <span className={classes['soft']}>
        <MarkedText text={row.email} search={search} />
      </span>
      {/* Looks like a button; the whole row is what is pressed. Plain, because fifty of them are drawn at every key. */}
      <span className={classes['select']}>Select</span>
    </li>
  );
});
