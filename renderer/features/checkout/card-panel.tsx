import { IconPaw } from '@tabler/icons-react';
import type { Card } from '../../../core/domain/cards/card';
import type { RegisterContext } from '../../data/register-data';
import { EmptyState } from '../../ui';
import { CustomerCard } from '../cards';
import classes from './checkout.module.css';
import type { Checkout } from './use-checkout';

/** Cards of the visit first, then rewards, then what has progress, then the rest. */
function weight(card: Card, lit: string | null): number {
  if (lit !== null && card.punches.some((punch) => punch.today && punch.upc === lit)) return 0;
  if (card.punches.some((punch) => punch.today)) return 1;
  if (card.status === 'completed') return 2;
  return card.mayPunch ? 3 : 4;
}

/** The customer's open and completed cards; clicking one adds its newest item again (PU-4). */
export function CardPanel(props: {
  readonly register: RegisterContext;
  readonly checkout: Checkout;
  /** Code of the item just entered: its card lights up. */
  readonly lit: string | null;
  readonly onPunch: (upc: string) => void;
}) {
  const { register, checkout, lit, onPunch } = props;
  const cards = checkout.view.cards
    .filter((card) => card.status !== 'redeemed' || card.redemption?.state === 'today')
    .toSorted((a, b) => weight(a, lit) - weight(b, lit));
  if (checkout.customer === null) {
    return (
      <EmptyState icon={<IconPaw size={40} />} title="No customer, no cards">
        This sale leaves no loyalty data.
      </EmptyState>
    );
  }
  if (cards.length === 0) {
    return (
      <EmptyState icon={<IconPaw size={40} />} title="No cards yet">
        The first qualifying item opens one by itself.
      </EmptyState>
    );
  }
  const locationName = (id: string) => register.settings.locations.find((one) => one.id === id)?.name ?? '';
  return (
    <div className={classes['cards']}>
      {cards.map((card) => {
        const again = card.punches.at(-1)?.upc;
        return (
          <CustomerCard
            key={card.id}
            card={card}
            locationName={locationName}
            justPunched={lit !== null && card.punches.some((punch) => punch.today && punch.upc === lit)}
            onClick={card.mayPunch && again !== undefined ? () => onPunch(again) : undefined}
          />
        );
      })}
    </div>
  );
}
