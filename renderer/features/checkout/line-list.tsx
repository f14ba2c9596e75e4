import { ActionIcon } from '@mantine/core';
import { IconMinus, IconPlus, IconScan, IconTrash } from '@tabler/icons-react';
import { removeLine, setQuantity } from '../../../core/domain/transactions/draft-lines';
import type { LineView } from '../../../core/domain/transactions/checkout-view';
import { ok } from '../../../core/kernel/result';
import { EmptyState } from '../../ui';
import classes from './checkout.module.css';
import type { Checkout } from './use-checkout';

const loyaltyWords: Readonly<Record<LineView['loyalty'], string>> = {
  punches: '',
  'not-qualifying': 'Does not punch a card',
  'other-program': 'Not enrolled at this location',
  'unknown-item': 'Not in any enrolled program',
  'no-customer': 'No customer: no punch',
};

/** What was entered, newest on top; each line's quantity can be changed (PU-14). */
export function LineList({ checkout, newest }: { readonly checkout: Checkout; readonly newest: number | null }) {
  const lines = [...checkout.view.lines].reverse();
  if (lines.length === 0) {
    return (
      <EmptyState icon={<IconScan size={44} stroke={1.5} />} title="Scan the first item">
        {checkout.draft.customerId === null ? '' : 'Cards are punched as you scan. '}Nothing counts before Finished.
      </EmptyState>
    );
  }
  return (
    <ul className={classes['lines']} aria-label="Purchases">
      {lines.map((line) => (
        <Line key={line.line} line={line} checkout={checkout} isNew={line.line === newest} />
      ))}
    </ul>
  );
}

function Line({
  line,
  checkout,
  isNew,
}: {
  readonly line: LineView;
  readonly checkout: Checkout;
  readonly isNew: boolean;
}) {
  const name = line.description === '' ? line.upc : line.description;
  const free = line.units.filter((unit) => unit.use === 'free-item').length;
  const note = loyaltyWords[line.loyalty];
  const change = (quantity: number) => checkout.act((draft) => setQuantity(draft, line.line, quantity));
  return (
    <li className={classes['line']} data-new={isNew || undefined}>
      <span className={classes['lineName']}>
        {name}
        {line.description !== '' && <span className={classes['lineNote']}>{line.upc}</span>}
        {note !== '' && (
          <span className={classes['lineNote']} data-tone="notice">
            {note}
          </span>
        )}
        {free > 0 && (
          <span className={classes['lineNote']} data-tone="reward">
            {free === 1 ? '1 as free item' : `${free} as free items`}
          </span>
        )}
      </span>
      <span className={classes['quantity']}>
        <ActionIcon aria-label={`One less of ${name}`} onClick={() => change(line.quantity - 1)}>
          <IconMinus size={20} aria-hidden="true" />
        </ActionIcon>
        <span className={classes['quantityValue']} aria-label={`Quantity of ${name}`}>
          {line.quantity}
        </span>
        <ActionIcon aria-label={`One more of ${name}`} onClick={() => change(line.quantity + 1)}>
          <IconPlus size={20} aria-hidden="true" />
        </ActionIcon>
      </span>
      <ActionIcon
        aria-label={`Remove ${name}`}
        color="red"
        onClick={() => checkout.act((draft) => ok(removeLine(draft, line.line)))}
      >
        <IconTrash size={20} aria-hidden="true" />
      </ActionIcon>
    </li>
  );
}
