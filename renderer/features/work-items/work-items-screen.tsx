import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Resolution, WorkItem } from '../../../core/domain/work-items/work-item';
import { useRegisterData, useStatusPart } from '../../data/hooks';
import type { DataRefusal, RegisterContext } from '../../data/register-data';
import { EmptyState, Message, Screen } from '../../ui';
import { useFocusGoesOn } from './use-focus-goes-on';
import { useWorkItems } from './use-work-items';
import { WorkItemRow } from './work-item-row';
import { kindWords, type WorkItemKind } from './work-item-words';
import classes from './work-items.module.css';

export interface WorkItemsScreenProps {
  readonly context: RegisterContext;
  /** Opens the combine screen with these accounts queued; left out where accounts cannot be combined (RU-2). */
  readonly onCombine: ((customerIds: readonly string[]) => void) | undefined;
  /** Opens the upload of customer lists. */
  readonly onUpload: () => void;
  readonly onOpenCustomer: (customerId: string) => void;
}

type Shown = 'open' | 'settled';

/** So many are shown at once: each follows its people, and may fetch one of another location. */
const PAGE = 25;

/** What a person has to settle, in one list, newest first; each with the acts that settle it (data dictionary 3.5). */
export function WorkItemsScreen({ context, onCombine, onUpload, onOpenCustomer }: WorkItemsScreenProps) {
  const data = useRegisterData();
  const items = useWorkItems();
  const isOffline = useStatusPart(({ network }) => network === 'offline') ?? false;
  const [shown, setShown] = useState<Shown>('open');
  const [kind, setKind] = useState<WorkItemKind | null>(null);
  const [refusal, setRefusal] = useState<DataRefusal | null>(null);
  const [most, setMost] = useState(PAGE);
  const [busyId, setBusyId] = useState<string | null>(null);

  const ofState = (items ?? []).filter(({ state }) => state === shown);
  const kinds = [...new Set(ofState.map((item) => item.kind))].sort();
  const countOf = (one: WorkItemKind) => ofState.filter((item) => item.kind === one).length;
  const isOfKind = (item: WorkItem) => kind === null || !kinds.includes(kind) || item.kind === kind;
  const rows = ofState.filter(isOfKind).sort(newestFirst);
  const list = useRef<HTMLDivElement>(null);
  const beginSettling = useFocusGoesOn(
    list,
    rows.map(({ id }) => id),
  );

  const settle = async (item: WorkItem, resolution: Resolution) => {
    setBusyId(item.id);
    setRefusal(null);
    beginSettling(item.id);
    const reply = await data.settleWorkItem(item.id, resolution);
    setBusyId(null);
    if (!reply.ok) setRefusal(reply.refusal);
  };

  return (
    <Screen
      title="Work items"
      subtitle="What registers could not decide by themselves."
      actions={
        <div className={classes['filters']}>
          <SegmentedControl
            aria-label="Open or settled"
            value={shown}
            onChange={(value) => {
              setShown(value as Shown);
              setKind(null);
              setMost(PAGE);
            }}
            data={[
              { value: 'open', label: 'Open' },
              { value: 'settled', label: 'Settled' },
            ]}
          />
          <Select
            aria-label="Kind"
            className={classes['kind'] ?? ''}
            value={kind !== null && kinds.includes(kind) ? kind : ''}
            onChange={(value) => {
              setKind(value === null || value === '' ? null : (value as WorkItemKind));
              setMost(PAGE);
            }}
            data={[
              { value: '', label: counted('All kinds', ofState.length) },
              ...kinds.map((one) => ({ value: one, label: counted(kindWords[one], countOf(one)) })),
            ]}
          />
        </div>
      }
    >
      <div className={classes['list']} ref={list}>
        {isOffline && (
          <Message tone="offline">
            Settling needs the network, so that two people do not decide differently. The list is shown as it was last
            told.
          </Message>
        )}
        {refusal !== null && (
          <Message tone="refused" code={refusal.code}>
            {refusal.message}
          </Message>
        )}
        {items !== undefined && rows.length === 0 && (
          <EmptyState
            icon={<IconChecks size={40} />}
            title={shown === 'open' ? 'Nothing to settle' : 'Nothing was settled yet'}
          >
            {shown === 'open'
              ? 'When two registers did what does not fit together, it is listed here. Nothing is lost meanwhile.'
              : 'What a person decided is kept here.'}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <ul className={classes['rows']} aria-label={shown === 'open' ? 'Open work items' : 'Settled work items'}>
            {rows.slice(0, most).map((item) => (
              <WorkItemRow
                key={item.id}
                item={item}
                context={context}
                isOffline={isOffline}
                isBusy={busyId === item.id}
                onSettle={(resolution) => void settle(item, resolution)}
                onCombine={onCombine}
                onUpload={onUpload}
                onOpenCustomer={onOpenCustomer}
              />
            ))}
          </ul>
        )}
        {rows.length > most && (
          <div className={classes['more']}>
            <Button variant="default" onClick={() => setMost(most + PAGE)}>
              Show more
            </Button>
            <span className={classes['soft']}>
              {most} of {rows.length.toLocaleString()}
            </span>
          </div>
        )}
      </div>
    </Screen>
  );
}

function counted(words: string, count: number): string {
  return count === 0 ? words : `${words} (${count.toLocaleString()})`;
}

function newestFirst(a: WorkItem, b: WorkItem): number {
  const at = (item: WorkItem) => item.settled?.at ?? item.openedAt;
  return at(b) - at(a) || a.id.localeCompare(b.id);
}
