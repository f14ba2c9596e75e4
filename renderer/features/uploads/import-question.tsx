import { Button, Modal } from '@mantine/core';
import { countOf } from '../../ui';
import classes from './uploads.module.css';

export interface ImportQuestionProps {
  readonly count: number;
  readonly locationName: string;
  readonly onImport: () => void;
  readonly onClose: () => void;
}

/** **Import** has to be confirmed (UP-6); says what will happen and what will not (UP-9). */
export function ImportQuestion({ count, locationName, onImport, onClose }: ImportQuestionProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Import ${countOf(count, 'customer')}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes['stack']}>
        <p className={classes['soft']}>
          They will belong to {locationName}. Nobody gets a message, and nobody has agreed to text messages. The import
          can be undone as a whole until one of them is checked out.
        </p>
        <div className={classes['buttons']}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button data-autofocus onClick={onImport}>
            Import
          </Button>
        </div>
      </div>
    </Modal>
  );
}
