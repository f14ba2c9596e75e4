import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { RewardView } from '../../../core/domain/transactions/checkout-view';
import { redeemItem, redeemLater } from '../../../core/domain/transactions/draft-rewards';
import { ok } from '../../../core/kernel/result';
import { moneyWords } from '../cards';
import classes from './checkout.module.css';
import type { Checkout } from './use-checkout';

/** One due reward: choose the free item by drop-down or scan it, or keep the reward (RD-3, RD-4). */
export function RewardChoice({ reward, checkout }: { readonly reward: RewardView; readonly checkout: Checkout }) {
  const { card, allowed } = reward;
  const bought = card.punches.at(-1)?.upc;
  const likely = allowed.items.find((item) => item.upc === bought) ?? allowed.items[0];
  const [upc, setUpc] = useState<string | null>(likely?.upc ?? null);
  const kept = reward.decision === 'later';
  const redeem = () => {
    if (upc === null) return;
    checkout.act((draft, context) =>
      redeemItem(draft, context, {
        key: reward.key,
        redemptionId: crypto.randomUUID(),
        claimedUpc: upc,
        entry: 'dropdown',
      }),
    );
  };
  return (
    <article className={classes['reward']} data-decision={reward.decision} aria-label={`Reward: ${card.cardTitle}`}>
      <div className={classes['rewardHead']}>
        <h2 className={classes['rewardName']}>
          {card.manufacturer} – {card.cardTitle}
        </h2>
        <span>{kept ? 'Kept for another visit' : `${card.count} of ${card.buyX}`}</span>
      </div>
      <p className={classes['soft']}>
        {card.ruleText}
        {allowed.maximumCents !== null && ` – free up to ${moneyWords(allowed.maximumCents)}`}
      </p>
      {allowed.unvalued.length > 0 && (
        <p className={classes['soft']}>An item on this card has no value on file: ask an Administrator.</p>
      )}
      <div className={classes['rewardChoice']}>
        <Select
          className={classes['rewardSelect'] ?? ''}
          label="Free item"
          searchable
          data={allowed.items.map((item) => ({
            value: item.upc,
            label: item.valueCents === null ? item.description : `${item.description} (${moneyWords(item.valueCents)})`,
          }))}
          value={upc}
          onChange={setUpc}
        />
        <Button size="lg" onClick={redeem} disabled={upc === null || !card.mayRedeem}>
          Redeem Selected Items
        </Button>
        {!kept && (
          <Button
            size="lg"
            variant="default"
            onClick={() => checkout.act((draft) => ok(redeemLater(draft, reward.key)))}
          >
            Redeem Later
          </Button>
        )}
      </div>
    </article>
  );
}
