import { memo, useDeferredValue, useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import type { SearchRow } from '../../../core/domain/customers/search-row';
import type { Location } from '../../../core/domain/organisation/organisation';
import type { Shell } from '../../data/shell';
import { CustomerRow } from './customer-row';
import classes from './customer-table.module.css';

export interface CustomerTableProps {
  readonly rows: readonly SearchRow[];
  /** Which element each row is drawn in. */
  readonly slots: readonly number[];
  readonly search: string;
  /** Other rows were asked for, and these are still shown. */
  readonly isBusy: boolean;
  readonly location: Location;
  readonly shell: Shell;
  /** The customer the keyboard goes on at, when the table appears with that row in it (CL-12). */
  readonly focusedId: string | null;
  readonly onOpen: (customerId: string) => void;
}

/** As many as a screen holds are drawn with the key that asked for them; the rest right after they are seen. */
const ROWS_AT_ONCE = 20;

const columns = ['Name', 'Email', 'Phone', 'Last visit', 'Marks'];

/**
 * Customers, one to a row (CL-13). Rows are laid out each for itself, so that those out of sight cost nothing; the roles
 * say what the elements are then no longer taken for.
 */
export const CustomerTable = memo(function CustomerTable(props: CustomerTableProps) {
  const { rows, slots, search, isBusy, location, shell, focusedId, onOpen } = props;
  const focused = useRef<HTMLButtonElement>(null);
  useEffect(() => focused.current?.focus(), []);
  const asked = useMemo(() => ({ rows, slots, search }), [rows, slots, search]);
  const before = useDeferredValue(asked);
  const onWrite = useMemo(() => (email: string) => void shell.writeTo(email), [shell]);
  return (
    <table role="table" className={classes['table']} aria-busy={isBusy}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((title) => (
            <th key={title} role="columnheader" scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" aria-busy={before !== asked} onKeyDown={onArrow}>
        {slots.map((slot, at) => {
          const picture = at < ROWS_AT_ONCE || before.slots[at] !== slot ? asked : before;
          const row = picture.rows[at];
          return (
            row && (
              <CustomerRow
                key={slot}
                {...{ row, onOpen, onWrite }}
                search={picture.search}
                place={location}
                nameRef={row.id === focusedId ? focused : undefined}
              />
            )
          );
        })}
      </tbody>
    </table>
  );
});

/** The arrows lead from row to row, in the column where the keyboard is. */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' } as const;
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  if (!(event.target instanceof Element)) return;
  event.preventDefault();
  const row = event.target.closest('tr')?.[step[event.key]];
  const column = event.target.closest('td')?.cellIndex ?? 0;
  const button = row?.children[column]?.querySelector('button') ?? row?.querySelector('button');
  button?.focus();
}
