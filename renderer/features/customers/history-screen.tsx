import { Button, Collapse, Tabs } from '@mantine/core';
import { IconArrowLeft, IconPaw } from '@tabler/icons-react';
import { useState } from 'react';
import type { Card } from '../../../core/domain/cards/card';
import { fullName } from '../../../core/domain/customers/customer';
import { mayDo } from '../../../core/domain/users/permissions';
import { useCustomer, useRegisterContext, useRegisterStatus } from '../../data/hooks';
import { ageWords, EmptyState, Message, Screen } from '../../ui';
import { CardDetails, CustomerCard, type DecidedReward } from '../cards';
import classes from './customers.module.css';
import { useDecidedRewards } from './use-decided-rewards';
import { useOlderCards } from './use-older-cards';

export interface HistoryScreenProps {
  readonly customerId: string;
  readonly backLabel: string;
  readonly onBack: () => void;
}

const groups = [
  { key: 'open', label: 'Open' },
  { key: 'due', label: 'Unredeemed rewards' },
  { key: 'redeemed', label: 'Redeemed' },
  { key: 'closed', label: 'Expired and closed' },
] as const;
type Group = (typeof groups)[number]['key'];

/** The group of a card (HI-4). */
function groupOf(card: Card): Group {
  if (card.redemption !== null || card.status === 'redeemed') return 'redeemed';
  if (card.status === 'completed') return 'due';
  if (card.status === 'expired') return 'closed';
  return 'open';
}

const emptyWords: Readonly<Record<Group, { readonly title: string; readonly text: string }>> = {
  open: {
    title: 'No open cards',
    text: 'Cards begin by themselves with the first qualifying item at checkout.',
  },
  due: { title: 'No reward is waiting', text: 'A full card waits here until its free item is taken.' },
  redeemed: { title: 'Nothing redeemed yet', text: 'Cards whose free item was taken are kept here.' },
  closed: { title: 'Nothing expired or closed', text: 'Cards that ran out of time are kept here.' },
};

/** **Customer History**: open and redeemed cards, read-only (CP-2, HI-1, HI-4, HI-7). */
export function HistoryScreen({ customerId, backLabel, onBack }: HistoryScreenProps) {
  const view = useCustomer(customerId);
  const status = useRegisterStatus();
  const context = useRegisterContext();
  const location = context?.location;
  const [group, setGroup] = useState<Group>('open');
  const older = useOlderCards(view);
  const decidedOf = useDecidedRewards(view?.standing, context);
  // What was voided is for Administrators to see (HI-7).
  const isAdmin = context != null && mayDo(context.user, 'settle-work-items', context);
  const cards = older.cards.filter((card) => isAdmin || decidedOf(card)?.isVoided !== true);
  const shown = cards.filter((card) => groupOf(card) === group);

  return (
    <Screen
      title="Customer History"
      subtitle={view == null ? '' : <bdi>{fullName(view.customer)}</bdi>}
      actions={
        <Button variant="default" leftSection={<IconArrowLeft size={20} aria-hidden="true" />} onClick={onBack}>
          {backLabel}
        </Button>
      }
    >
      <div className={classes['stack']}>
        {status?.network === 'offline' && status.dataAsOf !== null && location !== undefined && (
          <Message tone="offline">
            What other registers did is shown as of last sync {ageWords(status.dataAsOf, Date.now(), location)}.
          </Message>
        )}
        <Tabs value={group} onChange={(value) => setGroup((value ?? 'open') as Group)}>
          <Tabs.List>
            {groups.map(({ key, label }) => (
              <Tabs.Tab key={key} value={key}>
                {label} ({cards.filter((card) => groupOf(card) === key).length})
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
        {view !== undefined && shown.length === 0 && (
          <EmptyState icon={<IconPaw size={40} />} title={emptyWords[group].title}>
            {emptyWords[group].text}
          </EmptyState>
        )}
        {shown.map((card) => (
          <HistoryCard key={card.redemption?.redemptionId ?? card.id} card={card} decided={decidedOf(card)} />
        ))}
        {group === 'redeemed' && older.state !== 'all-here' && (
          <div>
            <Button variant="default" loading={older.state === 'fetching'} onClick={older.fetch}>
              Show older rewards
            </Button>
          </div>
        )}
        {older.refusal !== null && (
          <Message tone={older.refusal.kind === 'offline' ? 'offline' : 'refused'} code={older.refusal.code}>
            {older.refusal.message}
          </Message>
        )}
      </div>
    </Screen>
  );
}

function HistoryCard({ card, decided }: { readonly card: Card; readonly decided: DecidedReward | null }) {
  const context = useRegisterContext();
  const [expanded, setExpanded] = useState(false);
  const locationName = (id: string) => context?.settings.locations.find((one) => one.id === id)?.name ?? '';
  const userName = (id: string | null) => context?.users.find((one) => one.id === id)?.username ?? '';
  return (
    <CustomerCard
      card={card}
      decided={decided}
      locationName={locationName}
      action={
        <div style={{ width: '100%' }}>
          <Button variant="default" onClick={() => setExpanded(!expanded)} aria-expanded={expanded}>
            {expanded ? 'Hide Details' : 'Expand Details'}
          </Button>
          <Collapse expanded={expanded}>
            <CardDetails card={card} locationName={locationName} userName={userName} />
          </Collapse>
        </div>
      }
    />
  );
}
