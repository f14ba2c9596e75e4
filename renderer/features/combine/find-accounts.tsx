import { Button } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { formatPhone } from '../../../core/domain/customers/phone';
import { useRegisterData, useStatusPart } from '../../data/hooks';
import type { LookupReply, RegisterContext } from '../../data/register-data';
import type { MasterListMatch } from '../../../core/sync/master-list';
import { useAct } from '../../data/use-act';
import { MarkedText, Message, SearchField } from '../../ui';
import classes from './combine.module.css';

/** Typing pauses this long before other locations are asked. */
const PAUSE_MS = 200;

interface FindAccountsProps {
  readonly context: RegisterContext;
  readonly queued: readonly string[];
  readonly isFull: boolean;
  readonly onAdd: (customerId: string) => void;
}

/** Name, email or phone → **Search** → **Add to Queue**; what is stored here at once, other locations while online. */
export function FindAccounts({ context, queued, isFull, onAdd }: FindAccountsProps) {
  const data = useRegisterData();
  const [text, setText] = useState('');
  const [reply, setReply] = useState<LookupReply>({ kind: 'waiting' });
  const search = async (typed: string, entered: boolean) => setReply(await data.lookup(typed, entered));
  const rows = reply.kind === 'found' ? reply.rows : [];
  const area = useRef<HTMLDivElement>(null);
  useFocusOnNext(area, queued.length);
  return (
    <div className={classes['stack']} ref={area}>
      <form
        className={classes['search']}
        onSubmit={(event) => {
          event.preventDefault();
          void search(text, true);
        }}
      >
        <SearchField
          label="Name, email or phone"
          value={text}
          autoFocus
          onChange={(typed) => {
            setText(typed);
            void search(typed, false);
          }}
        />
        <Button type="submit" size="lg" variant="default" className={classes['searchButton'] ?? ''}>
          Search
        </Button>
      </form>
      <div className={classes['hint']} role="status">
        {hintOf(reply, text)}
      </div>
      {rows.length > 0 && (
        <ul className={classes['list']} aria-label="Accounts of this location">
          {rows.map((row) => (
            <FoundRow
              key={row.id}
              name={`${row.firstName} ${row.lastName}`}
              search={text}
              facts={[formatPhone(row.phone, context.location.country), row.email, row.town]}
            >
              <AddButton
                name={`${row.firstName} ${row.lastName}`}
                isQueued={queued.includes(row.id)}
                isFull={isFull}
                onAdd={() => onAdd(row.id)}
              />
            </FoundRow>
          ))}
        </ul>
      )}
      {reply.kind !== 'waiting' && context.settings.locations.length > 1 && context.scope === 'location' && (
        <Elsewhere {...{ context, queued, isFull, onAdd, text }} here={rows.map(({ id }) => id)} />
      )}
    </div>
  );
}

/** The button goes with what it queued: the keyboard goes on with the next one, or with the next search. */
function useFocusOnNext(area: RefObject<HTMLElement | null>, queued: number): void {
  const before = useRef(queued);
  useLayoutEffect(() => {
    const isMore = queued > before.current;
    before.current = queued;
    if (!isMore || document.activeElement !== document.body) return;
    const next = area.current?.querySelector<HTMLElement>('li button:not(:disabled)');
    (next ?? area.current?.querySelector('input'))?.focus();
  }, [area, queued]);
}

/** "At your other locations": queueing one brings it here, so that its cards can be shown (LO-8). */
function Elsewhere(
  // `here`: those of other locations whom this register keeps already are listed above.
  {
    context,
    queued,
    isFull,
    onAdd,
    text,
    here,
  }: FindAccountsProps & {
    readonly text: string;
    readonly here: readonly string[];
  },
) {
  const data = useRegisterData();
  const isOnline = useStatusPart(({ network }) => network === 'online') ?? false;
  const act = useAct();
  const [found, setFound] = useState<readonly MasterListMatch[] | null>(null);
  useEffect(() => {
    if (!isOnline) return;
    let wanted = true;
    const timer = setTimeout(() => {
      void data.lookupElsewhere(text).then((reply) => {
        if (wanted) setFound(reply.kind === 'searched' ? reply.matches : []);
      });
    }, PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [data, text, isOnline]);

  if (!isOnline) return <Message tone="offline">Other locations cannot be searched offline</Message>;
  const others = found?.filter(({ customerId }) => !here.includes(customerId));
  const bring = async (customerId: string) => {
    const brought = await act.run(() => data.bringCustomer(customerId));
    if (brought.ok) onAdd(customerId);
  };
  return (
    <section className={classes['stack']} style={{ gap: 8 }} aria-label="At your other locations">
      <h2 className={classes['section']}>At your other locations</h2>
      {act.refusal !== null && (
        <Message tone="refused" code={act.refusal.code}>
          {act.refusal.message}
        </Message>
      )}
      {others?.length === 0 && <p className={classes['soft']}>Nobody there</p>}
      <ul className={classes['list']}>
        {(others ?? []).map((match) => (
          <FoundRow
            key={match.customerId}
            name={`${match.firstName} ${match.lastName}`}
            search={text}
            facts={[
              match.homeLocationName,
              formatPhone(match.phone, context.location.country),
              match.email,
              match.city,
            ]}
          >
            <AddButton
              name={`${match.firstName} ${match.lastName}`}
              isQueued={queued.includes(match.customerId)}
              isFull={isFull || act.isBusy}
              onAdd={() => void bring(match.customerId)}
            />
          </FoundRow>
        ))}
      </ul>
    </section>
  );
}

function FoundRow(props: {
  readonly name: string;
  readonly search: string;
  readonly facts: readonly string[];
  readonly children: ReactNode;
}) {
  return (
    <li className={classes['found']}>
      <div>
        <div className={classes['name']}>
          <MarkedText text={props.name} search={props.search} />
        </div>
        <div className={classes['softLine']}>{props.facts.filter(Boolean).join(' · ') || 'No email or phone'}</div>
      </div>
      {props.children}
    </li>
  );
}

function AddButton(props: {
  readonly name: string;
  readonly isQueued: boolean;
  readonly isFull: boolean;
  readonly onAdd: () => void;
}) {
  const { name, isQueued, isFull, onAdd } = props;
  return isQueued ? (
    <span className={classes['inQueue']}>
      <IconCheck size={20} aria-hidden="true" /> In the queue
    </span>
  ) : (
    <Button
      variant="default"
      disabled={isFull}
      leftSection={<IconPlus size={20} aria-hidden="true" />}
      aria-label={`Add to Queue: ${name}`}
      onClick={onAdd}
    >
      Add to Queue
    </Button>
  );
}

function hintOf(reply: LookupReply, text: string): string {
  if (reply.kind === 'waiting') return text === '' ? '' : 'Keep typing, or choose Search';
  if (reply.kind === 'nobody') return 'No account of this location matches';
  if (reply.more) return 'First 50 shown – type more to narrow it';
  return reply.rows.length === 1 ? '1 account' : `${String(reply.rows.length)} accounts`;
}
