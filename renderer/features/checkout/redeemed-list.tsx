import { Button } from '@mantine/core';
import { undoRedemption } from '../../../core/domain/transactions/draft-rewards';
import { ok } from '../../../core/kernel/result';
import { moneyWords } from '../cards';
import classes from './checkout.module.css';
import type { Checkout } from './use-checkout';

/** **Rewards Redeemed This Visit**, each with **Undo Redemption** until Finished (RD-5, RD-6). */
export function RedeemedList({ checkout }: { readonly checkout: Checkout }) {
  const redeemed = checkout.view.rewards.filter((reward) => reward.redeemed !== null);
  if (redeemed.length === 0) return null;
  return (
    <section className={classes['stack']} style={{ gap: 8 }} aria-label="Rewards Redeemed This Visit">
      <h2 className={classes['sectionTitle']}>Rewards Redeemed This Visit</h2>
      <ul className={classes['lines']}>
        {redeemed.map((reward) => (
          <li key={reward.key} className={classes['line']}>
            <span className={classes['lineName']}>
              {reward.redeemed?.description}
              <span className={classes['lineNote']}>{reward.card.cardTitle}</span>
            </span>
            <strong>{moneyWords(reward.redeemed?.discountCents ?? 0)}</strong>
            <Button variant="default" onClick={() => checkout.act((draft) => ok(undoRedemption(draft, reward.key)))}>
              Undo Redemption
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
