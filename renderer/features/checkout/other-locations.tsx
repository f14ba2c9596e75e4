import { Button } from '@mantine/core';
import { memo, useEffect, useState } from 'react';
import { formatPhone } from '../../../core/domain/customers/phone';
import type { MasterListMatch } from '../../../core/sync/master-list';
import type { SearchRow } from '../../../core/domain/customers/search-row';
import { useRegisterContext, useRegisterData } from '../../data/hooks';
import type { DataRefusal, ElsewhereReply, RegisterStatus } from '../../data/register-data';
import { MarkedText, Message, useLatest } from '../../ui';
import classes from './lookup.module.css';

/** Typing pauses this long before other locations are asked: theirs is a matter of the network. */
const PAUSE_MS = 200;

/** The second group of a lookup: customers of the account's other locations, while the network is up (LO-8). */
export function OtherLocations(props: {
  readonly text: string;
  /** Found at this location: somebody brought here earlier is not shown twice. */
  readonly known: readonly Pick<SearchRow, 'id'>[];
  readonly network: RegisterStatus['network'];
  readonly onSelect: (customerId: string) => void;
}) {
  const { text, known, network, onSelect } = props;
  const data = useRegisterData();
  const country = useRegisterContext()?.location.country ?? '';
  const [answer, setAnswer] = useState<{ readonly text: string; readonly reply: ElsewhereReply } | null>(null);
  const [bringing, setBringing] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<DataRefusal | null>(null);
  const online = network === 'online';

  useEffect(() => {
    if (!online) return;
    let wanted = true;
    const timer = setTimeout(() => {
      void data.lookupElsewhere(text).then((reply) => {
        if (wanted) setAnswer({ text, reply });
      });
    }, PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [data, text, online]);

  const bring = useLatest(async (customerId: string) => {
    setBringing(customerId);
    const brought = await data.bringCustomer(customerId);
    setBringing(null);
    if (brought.ok) onSelect(customerId);
    else setRefusal(brought.refusal);
  });

  if (!online || answer?.reply.kind === 'offline') {
    return <p className={classes['elsewhereOffline']}>Other locations cannot be searched offline</p>;
  }
  const found = answer?.reply.kind === 'searched' ? answer.reply.matches : [];
  const matches = found.filter(({ customerId }) => !known.some(({ id }) => id === customerId));
  return (
    <section className={classes['elsewhere']} aria-label="At your other locations">
      <h2 className={classes['elsewhereTitle']}>At your other locations</h2>
      {refusal !== null && (
        <Message tone="refused" code={refusal.code}>
          {refusal.message}
        </Message>
      )}
      {answer !== null && matches.length === 0 && (
        <p className={classes['soft']}>{known.length > 0 ? 'Nobody else there' : 'Nobody there either'}</p>
      )}
      <ul className={classes['rows']}>
        {matches.map((match) => (
          <ElsewhereRow
            key={match.customerId}
            {...{ match, country }}
            search={answer?.text ?? ''}
            isBringing={bringing === match.customerId}
            onBring={bring}
          />
        ))}
      </ul>
    </section>
  );
}

/** One customer of another location; drawn when an answer comes, and not with every key. */
const ElsewhereRow = memo(function ElsewhereRow(props: {
  readonly match: MasterListMatch;
  /** What it was found by. */
  readonly search: string;
  readonly country: string;
  readonly isBringing: boolean;
  readonly onBring: (customerId: string) => Promise<void>;
}) {
  const { match, search, country, isBringing, onBring } = props;
  return (
    <li className={classes['row']}>
      <span className={classes['name']}>
        <MarkedText text={`${match.firstName} ${match.lastName}`} search={search} />
      </span>
      <span className={classes['soft']}>{formatPhone(match.phone, country)}</span>
      <span className={classes['soft']}>
        <bdi>{match.city}</bdi>
      </span>
      <span className={classes['home']}>{match.homeLocationName}</span>
      <Button
        variant="default"
        loading={isBringing}
        onClick={() => void onBring(match.customerId)}
        aria-label={`Select ${match.firstName} ${match.lastName} of ${match.homeLocationName}`}
      >
        Select
      </Button>
    </li>
  );
});
