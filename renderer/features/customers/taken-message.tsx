import { Button } from '@mantine/core';
import type { DataRefusal } from '../../data/register-data';
import { Message } from '../../ui';
import classes from './new-customer.module.css';

/** Why saving was refused; an identifier in use names its customer and offers to open it (IC-7). */
export function RefusalMessage(props: {
  readonly refusal: DataRefusal;
  readonly onOpenCustomer: (customerId: string) => void;
  /** For Admins, where accounts can be combined. */
  readonly onCombine?: ((otherId: string) => void) | undefined;
}) {
  const { refusal, onOpenCustomer, onCombine } = props;
  const other = refusal.other;
  return (
    <Message
      tone="refused"
      code={refusal.code}
      action={
        other === undefined ? undefined : (
          <span className={classes['similarActions']}>
            {onCombine !== undefined && (
              <Button variant="default" onClick={() => onCombine(other.customerId)}>
                Combine Duplicate Petowner Accounts
              </Button>
            )}
            <Button onClick={() => onOpenCustomer(other.customerId)}>Open that customer</Button>
          </span>
        )
      }
    >
      {refusal.message}
    </Message>
  );
}
