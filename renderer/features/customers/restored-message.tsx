import { Button } from '@mantine/core';
import { fullName } from '../../../core/domain/customers/customer';
import type { DeletedCustomer } from '../../../core/sync/accounts';
import { useCustomer } from '../../data/hooks';
import { Message } from '../../ui';

export interface RestoredMessageProps {
  readonly customer: DeletedCustomer;
  readonly onOpen: (customerId: string) => void;
}

/** Somebody is back (DE-7). The server says so before the feed has brought the customer here: until then it is on its way. */
export function RestoredMessage({ customer, onOpen }: RestoredMessageProps) {
  const isHere = useCustomer(customer.customerId) != null;
  return (
    <Message
      tone="done"
      action={
        <Button variant="default" loading={!isHere} onClick={() => onOpen(customer.customerId)}>
          Open
        </Button>
      }
    >
      <bdi>{fullName(customer)}</bdi> is back, with all cards, rewards and points
      {isHere ? '. ' : ', and on the way to this register. '}
      An email, phone or internal ID that another customer uses by now stays with that one.
    </Message>
  );
}
