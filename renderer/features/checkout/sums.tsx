import type { CheckoutView } from '../../../core/domain/transactions/checkout-view';
import { moneyWords } from '../cards';
import classes from './checkout.module.css';

/** Items and **Discount to give** (PU-18). */
export function Sums({ view }: { readonly view: CheckoutView }) {
  const items = view.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <div className={classes['sums']}>
      <span className={classes['sum']}>
        Items <strong data-testid="item-count">{items}</strong>
      </span>
      {view.discountCents > 0 && (
        <span className={classes['sum']} data-tone="reward">
          Discount to give <strong data-testid="discount">{moneyWords(view.discountCents)}</strong>
        </span>
      )}
    </div>
  );
}
