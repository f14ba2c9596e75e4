import { Button, Modal } from '@mantine/core';
import type { FreeItemOffer } from '../../../core/domain/transactions/checkout-view';
import { countAsPurchase, useAsFreeItem as asFreeItem } from '../../../core/domain/transactions/draft-rewards';
import { ok } from '../../../core/kernel/result';
import classes from './checkout.module.css';
import type { Checkout } from './use-checkout';

/** A unit on the list qualifies for a reward that is due: which is it? (RD-8, RD-13) */
export function FreeItemDialog({ offer, checkout }: { readonly offer: FreeItemOffer; readonly checkout: Checkout }) {
  const unit = { line: offer.line, unit: offer.unit };
  // Other units of the item are the same thing: whoever buys this one is not asked about each of them.
  const count = () =>
    checkout.act((draft) => {
      const same = draft.lines.filter(({ upc }) => upc === offer.upc);
      const units = same.flatMap(({ line, quantity }) =>
        Array.from({ length: quantity }, (_, at) => ({ line, unit: at })),
      );
      return ok(units.reduce(countAsPurchase, draft));
    });
  return (
    // No way around the question: a click beside it must not decide what the customer pays.
    <Modal
      opened
      onClose={() => undefined}
      title="A reward is due"
      size="md"
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <div className={classes['stack']}>
        <p className={classes['doneLead']} style={{ margin: 0 }}>
          {offer.description}
        </p>
        <p className={classes['soft']}>
          The customer has earned a free item, and this one qualifies. As the free item it punches no card.
        </p>
        <Button
          size="lg"
          data-autofocus
          onClick={() =>
            checkout.act((draft, context) => asFreeItem(draft, context, { ...unit, redemptionId: crypto.randomUUID() }))
          }
        >
          Use as free item
        </Button>
        <Button size="lg" variant="default" onClick={count}>
          Count as purchase
        </Button>
      </div>
    </Modal>
  );
}
