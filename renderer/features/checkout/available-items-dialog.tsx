import { Modal } from '@mantine/core';
import type { RewardView } from '../../../core/domain/transactions/checkout-view';
import { moneyWords } from '../cards';
import classes from './checkout.module.css';

/** What this customer may take free, before leaving screen 1 (RD-1). */
export function AvailableItemsDialog(props: { readonly rewards: readonly RewardView[]; readonly onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={props.onClose}
      size="lg"
      title="Available items"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes['stack']}>
        {props.rewards.map((reward) => (
          <section key={reward.key}>
            <h3 className={classes['rewardName']}>
              {reward.card.manufacturer} – {reward.card.cardTitle}
            </h3>
            <p className={classes['soft']}>{reward.card.ruleText}</p>
            <ul className={classes['receiptLines']}>
              {reward.allowed.items.map((item) => (
                <li key={item.upc} style={{ gridTemplateColumns: '1fr auto' }}>
                  <span>{item.description}</span>
                  <strong>{item.valueCents === null ? '' : moneyWords(item.valueCents)}</strong>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Modal>
  );
}
