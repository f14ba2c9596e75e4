import { Button } from '@mantine/core';
import type { DataRefusal } from '../../data/register-data';
import { Message } from '../../ui';

/** Why saving was refused; an identifier in use names its customer and offers to open it (IC-7). */
export function RefusalMessage(props: {
  readonly refusal: DataRefusal;
  readonly onOpenCustomer: (customerId: string) => void;
}) {
  const { refusal, onOpenCustomer } = props;
  const other = refusal.other;
  return (
    <Message
      tone="refused"
      code={refusal.code}
      action={
        other === undefined ? undefined : (
          <Button onClick={() => onOpenCustomer(other.customerId)}>Open that customer</Button>
        )
      }
    >
      {refusal.message}
    </Message>
  );
}
