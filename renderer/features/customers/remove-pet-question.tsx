import { Button, Modal } from '@mantine/core';
import classes from './customers.module.css';

/** Removing a pet asks first (CP-10); keeping it is the default. */
export function RemovePetQuestion(props: {
  readonly name: string;
  readonly onKeep: () => void;
  readonly onRemove: () => void;
}) {
  const name = props.name === '' ? 'this pet' : props.name;
  return (
    <Modal
      opened
      onClose={props.onKeep}
      title={`Remove ${name}?`}
      size="sm"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes['stack']}>
        <p className={classes['soft']}>Past messages and counts stay as they are.</p>
        <div className={classes['buttons']}>
          <Button variant="outline" color="red" onClick={props.onRemove}>
            Remove {name}
          </Button>
          <Button data-autofocus onClick={props.onKeep}>
            Keep
          </Button>
        </div>
      </div>
    </Modal>
  );
}
