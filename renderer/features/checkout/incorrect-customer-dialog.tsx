import { Button, Modal } from '@mantine/core';
import classes from './checkout.module.css';

/** Items were entered already: do they go along to the next customer? (LK-11) */
export function IncorrectCustomerDialog(props: {
  readonly lines: number;
  readonly onCancel: () => void;
  readonly onChoice: (items: 'move' | 'discard') => void;
}) {
  const { lines, onCancel, onChoice } = props;
  return (
    <Modal opened onClose={onCancel} title="Incorrect Customer" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={classes['stack']}>
        <p className={classes['soft']}>
          {lines === 1 ? '1 line is' : `${lines} lines are`} on the list. Nothing was posted for this customer.
        </p>
        <Button size="lg" data-autofocus onClick={() => onChoice('move')}>
          Move the items to the next customer
        </Button>
        <Button size="lg" variant="outline" color="red" onClick={() => onChoice('discard')}>
          Discard the items
        </Button>
        <Button size="lg" variant="default" onClick={onCancel}>
          Stay with this customer
        </Button>
      </div>
    </Modal>
  );
}
