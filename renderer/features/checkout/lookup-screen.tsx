import { Button } from '@mantine/core';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { memo, useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useRegisterContext, useStatusPart } from '../../data/hooks';
import type { LookupReply } from '../../data/register-data';
import { EmptyState, Screen, SearchField, useHotkey, useLatest } from '../../ui';
import { LookupRow } from './lookup-row';
import classes from './lookup.module.css';
import { OtherLocations } from './other-locations';
import { RestOfRows, ROWS_AT_ONCE } from './rest-of-rows';
import { useCustomerLookup } from './use-customer-lookup';

export interface LookupScreenProps {
  readonly onSelect: (customerId: string) => void;
  readonly onAdd: (typed: string) => void;
  /** A sale outside loyalty (LK-12). */
  readonly onWithoutCustomer: () => void;
}

/** **Lookup Customer**: one field, results while typing (LK-1 … LK-10). */
export function LookupScreen({ onSelect, onAdd, onWithoutCustomer }: LookupScreenProps) {
  const isReady = useStatusPart((status) => status.customersReady) ?? false;
  const network = useStatusPart((status) => status.network) ?? 'connecting';
  const context = useRegisterContext();
  const { reply, answers, firstId, search, enter } = useCustomerLookup(onSelect);
  // By id: rows may come and go above the chosen one while it is shown.
  const [movedToId, setMovedToId] = useState<string | null>(null);
  const activeId = movedToId ?? firstId;
  const [isWhole, setIsWhole] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const typed = () => field.current?.value ?? '';
  const withoutCustomer = useLatest(onWithoutCustomer);
  const add = useLatest(() => onAdd(typed()));
  // What is pasted is whole: it is looked for at once, however short, and an internal ID selects (LK-8, LK-10).
  const isPasted = useRef(false);

  const rows = reply.kind === 'found' ? reply.rows : [];
  const active = Math.max(
    rows.findIndex(({ id }) => id === activeId),
    0,
  );
  const drawn = isWhole ? rows : rows.slice(0, ROWS_AT_ONCE);
  const onKeyDown = useLatest((event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (active + step >= ROWS_AT_ONCE) setIsWhole(true);
      setMovedToId(rows[Math.min(Math.max(active + step, 0), rows.length - 1)]?.id ?? null);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      // Rows of an earlier text are nobody's answer to this one.
      const chosen = answers === typed() ? rows[active] : undefined;
      if (chosen !== undefined && movedToId !== null) onSelect(chosen.id);
      else enter(typed(), chosen?.id ?? null);
    }
  });
  const onChange = useLatest((text: string) => {
    setMovedToId(null);
    setIsWhole(false);
    search(text, isPasted.current);
  });
  const onPaste = useCallback(() => {
    isPasted.current = true;
    // The change follows in the same moment, or not at all.
    setTimeout(() => (isPasted.current = false));
  }, []);
  useHotkey('F2', () => field.current?.focus());
  useHotkey('F4', add);
  useEffect(() => {
    document.getElementById(`lookup-row-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  return (
    <Screen
      title="Lookup Customer"
      actions={<LookupActions isNobody={reply.kind === 'nobody'} onWithoutCustomer={withoutCustomer} onAdd={add} />}
    >
      <div className={classes['lookup']}>
        <SearchField
          ref={field}
          label="Name, phone or email"
          autoFocus
          controls="lookup-rows"
          activeId={rows.length > 0 ? `lookup-row-${active}` : ''}
          onChange={onChange}
          onPaste={onPaste}
          onKeyDown={onKeyDown}
        />
        <div className={classes['hint']} role="status">
          {hintOf(reply, answers, isReady)}
        </div>
        {rows.length > 0 && (
          <ul id="lookup-rows" className={classes['rows']} role="listbox" aria-label="Customers of this location">
            {drawn.map((row, index) => (
              <LookupRow
                // By place: the answer to the next key is written into the elements that are there.
                key={index}
                id={`lookup-row-${index}`}
                row={row}
                search={answers}
                country={context?.location.country ?? ''}
                active={index === active}
                place={index + 1}
                of={rows.length}
                onSelect={onSelect}
              />
            ))}
            {drawn.length < rows.length && (
              <RestOfRows count={rows.length - drawn.length} onNear={() => setIsWhole(true)} />
            )}
          </ul>
        )}
        {reply.kind === 'found' && reply.more && <p className={classes['hint']}>First 50 shown – refine your search</p>}
        {reply.kind === 'nobody' && (
          <EmptyState
            isOneRow
            icon={<IconSearch size={40} />}
            title={`Nobody found for “${answers.trim()}”`}
            action={
              <Button size="lg" onClick={add}>
                Add Customer
              </Button>
            }
          >
            Check the spelling, or add the customer: a first and last name are enough.
          </EmptyState>
        )}
        {reply.kind !== 'waiting' && (context?.settings.locations.length ?? 1) > 1 && (
          <OtherLocations text={answers} known={rows} network={network} onSelect={onSelect} />
        )}
      </div>
    </Screen>
  );
}

/** Right of the title; drawn when it changes, and not with every key. */
const LookupActions = memo(function LookupActions(props: {
  readonly isNobody: boolean;
  readonly onWithoutCustomer: () => void;
  readonly onAdd: () => void;
}) {
  const { isNobody, onWithoutCustomer, onAdd } = props;
  return (
    <>
      <Button variant="default" onClick={onWithoutCustomer}>
        Without a customer
      </Button>
      <Button
        variant={isNobody ? 'filled' : 'default'}
        leftSection={<IconUserPlus size={20} aria-hidden="true" />}
        onClick={onAdd}
      >
        Add Customer (F4)
      </Button>
    </>
  );
});

function hintOf(reply: LookupReply, text: string, ready: boolean): string {
  if (!ready) return 'Customers are being fetched for the first time…';
  if (reply.kind === 'waiting') return text === '' ? 'Type a name, phone or email' : 'Keep typing, or press Enter';
  if (reply.kind === 'found' && reply.more) return 'More than 50 customers';
  if (reply.kind === 'found') return reply.rows.length === 1 ? '1 customer' : `${reply.rows.length} customers`;
  return '';
}
