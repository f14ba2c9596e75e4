import { Badge } from '@mantine/core';
import { isIncomplete } from '../../../core/domain/customers/incomplete';
import { fullName } from '../../../core/domain/customers/customer';
import type { CustomerView } from '../../data/register-data';
import { KeyCap } from '../../ui';
import classes from './checkout.module.css';

export interface CustomerHeadProps {
  readonly customer: CustomerView | null;
  readonly onEdit: () => void;
  readonly onIncomplete: () => void;
  readonly onIncorrect: () => void;
}

/** Whose checkout this is: name, email or **No Email on File**, what is missing (LK-5, LK-6, IC-3, IC-6, CP-4). */
export function CustomerHead({ customer, onEdit, onIncomplete, onIncorrect }: CustomerHeadProps) {
  if (customer === null) {
    return (
      <div>
        <h1 className={classes['customerName']}>Sale without a customer</h1>
        <button type="button" className={classes['linkQuiet']} onClick={onIncorrect}>
          Choose a customer
        </button>
      </div>
    );
  }
  const { email, type } = customer.customer;
  return (
    <div style={{ minWidth: 0 }}>
      <h1 className={classes['customerTitle']}>
        <button
          type="button"
          className={classes['customerName']}
          title={fullName(customer.customer)}
          aria-keyshortcuts="F6"
          onClick={onEdit}
        >
          <bdi>{fullName(customer.customer)}</bdi>
        </button>
        <KeyCap name="F6" />
        {type !== 'pet-owner' && <Badge size="lg">{type === 'employee' ? 'Employee' : 'Breeder'}</Badge>}
      </h1>
      <div className={classes['customer']}>
        <button
          type="button"
          className={email === '' ? classes['linkQuiet'] : classes['link']}
          title={email}
          onClick={onEdit}
        >
          {email === '' ? 'No Email on File' : email}
        </button>
        {isIncomplete(customer.customer) && (
          <button type="button" className={classes['linkNotice']} onClick={onIncomplete}>
            Incomplete Customer Information
          </button>
        )}
        <button type="button" className={classes['linkQuiet']} onClick={onIncorrect}>
          Incorrect Customer
        </button>
      </div>
    </div>
  );
}
