import { Button } from '@mantine/core';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useRegisterContext, useRegisterData, useStatusPart } from '../../data/hooks';
import type { LookupReply } from '../../data/register-data';
import { EmptyState, Screen, SearchField, useHotkey } from '../../ui';
import { LookupRow } from './lookup-row';
import classes from './lookup.module.css';
import { OtherLocations } from './other-locations';

export interface LookupScreenProps {
  readonly onSelect: (customerId: string) => void;
  readonly onAdd: (typed: string) => void;
  /** A sale outside loyalty (LK-12). */
  readonly onWithoutCustomer: () => void;
}

/** **Lookup Customer**: one field, results while typing (LK-1 … LK-10). */
export function LookupScreen({ onSelect, onAdd, onWithoutCustomer }: LookupScreenProps) {
  const data = useRegisterData();
  const isReady = useStatusPart((status) => status.customersReady) ?? false;
  const network = useStatusPart((status) => status.network) ?? 'connecting';
  const context = useRegisterContext();
  const [text, setText] = useState('');
  const [{ reply, answers }, setAnswer] = useState<{ readonly reply: LookupReply; readonly answers: string }>({
    reply: { kind: 'waiting' },
    answers: '',
  });
  // By id: rows may come and go above the chosen one while it is shown.
  const [activeId, setActiveId] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const asked = useRef({ count: 0, typed: '', enter: false });

  const search = (typed: string, enter: boolean) => {
    const mine = { count: asked.current.count + 1, typed, enter };
    asked.current = mine;
    void data.lookup(typed, enter).then((answer) => {
      if (mine !== asked.current) return;
      setActiveId(answer.kind === 'found' ? (answer.rows[0]?.id ?? null) : null);
      setAnswer({ reply: answer, answers: typed });
      // A scan or paste of a known internal ID selects the customer (LK-10).
      if (answer.kind === 'found' && answer.selects !== null) onSelect(answer.selects);
    });
  };

  // Customers who come by sync, or change, while the rows are shown; nobody is selected by that.
  useEffect(
    () =>
      data.watchCustomers(() => {
        const mine = asked.current;
        if (mine.typed === '') return;
        void data.lookup(mine.typed, mine.enter).then((answer) => {
          if (mine !== asked.current) return;
          setAnswer((shown) =>
            JSON.stringify(shown.reply) === JSON.stringify(answer) ? shown : { reply: answer, answers: mine.typed },
          );
        });
      }),
    [data],
  );

  const rows = reply.kind === 'found' ? reply.rows : [];
  const active = Math.max(
    rows.findIndex(({ id }) => id === activeId),
    0,
  );
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActiveId(rows[Math.min(Math.max(active + step, 0), rows.length - 1)]?.id ?? null);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      // Rows of an earlier text are nobody's answer to this one.
      const chosen = answers === text ? rows[active] : undefined;
      if (chosen === undefined) search(text, true);
      else onSelect(chosen.id);
    }
  };
  useHotkey('F2', () => field.current?.focus());
  useHotkey('F4', () => onAdd(text));
  useEffect(() => {
    document.getElementById(`lookup-row-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  return (
    <Screen
      title="Lookup Customer"
      actions={
        <>
          <Button variant="default" onClick={onWithoutCustomer}>
            Without a customer
          </Button>
          <Button
            variant={reply.kind === 'nobody' ? 'filled' : 'default'}
            leftSection={<IconUserPlus size={20} aria-hidden="true" />}
            onClick={() => onAdd(text)}
          >
            Add Customer (F4)
          </Button>
        </>
      }
    >
      <div className={classes['lookup']}>
        <SearchField
          ref={field}
          label="Name, phone or email"
          value={text}
          autoFocus
          controls="lookup-rows"
          activeId={rows.length > 0 ? `lookup-row-${active}` : ''}
          onChange={(typed) => {
            setText(typed);
            search(typed, false);
          }}
          onKeyDown={onKeyDown}
        />
        <div className={classes['hint']} role="status">
          {hintOf(reply, text, isReady)}
        </div>
        {rows.length > 0 && (
          <ul id="lookup-rows" className={classes['rows']} role="listbox" aria-label="Customers of this location">
            {rows.map((row, index) => (
              <LookupRow
                key={row.id}
                id={`lookup-row-${index}`}
                row={row}
                // What the rows answer, so that they are drawn once a key: with their answer, not before it as well.
                search={answers}
                country={context?.location.country ?? 'US'}
                active={index === active}
                onSelect={onSelect}
              />
            ))}
          </ul>
        )}
        {reply.kind === 'nobody' && (
          <EmptyState
            icon={<IconSearch size={40} />}
            title={`Nobody found for “${text.trim()}”`}
            action={
              <Button size="lg" onClick={() => onAdd(text)}>
                Add Customer
              </Button>
            }
          >
            Check the spelling, or add the customer: a first and last name are enough.
          </EmptyState>
        )}
        {reply.kind !== 'waiting' && (context?.settings.locations.length ?? 1) > 1 && (
          <OtherLocations text={text} network={network} onSelect={onSelect} />
        )}
      </div>
    </Screen>
  );
}

function hintOf(reply: LookupReply, text: string, ready: boolean): string {
  if (!ready) return 'Customers are being fetched for the first time…';
  if (reply.kind === 'waiting') return text === '' ? 'Type a name, phone or email' : 'Keep typing, or press Enter';
  if (reply.kind === 'found' && reply.more) return 'First 50 shown – refine your search';
  if (reply.kind === 'found') return reply.rows.length === 1 ? '1 customer' : `${reply.rows.length} customers`;
  return '';
}
