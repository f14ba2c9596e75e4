import { Button, Modal } from '@mantine/core';
import type { RuledField } from '../../../core/domain/customers/field-rules';
import classes from './customers.module.css';

const words: Readonly<Record<RuledField, string>> = { email: 'email', phone: 'mobile phone', pet: 'pet' };

/** Asked on saving without what is recommended (FS-3): yes goes back, no goes on without it. */
export function RecommendedQuestion(props: {
  readonly missing: readonly RuledField[];
  readonly onYes: () => void;
  readonly onNo: () => void;
}) {
  const { missing, onYes, onNo } = props;
  const what = missing.map((field) => words[field]).join(' and ');
  const article = missing[0] === 'email' ? 'an' : 'a';
  return (
    <Modal
      opened
      onClose={onYes}
      title={`Add ${article} ${what}?`}
      size={520}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes['stack']}>
        <p className={classes['soft']}>
          This store recommends asking every new customer for {article} {what}. Would you like to add it now?
        </p>
        <div className={classes['buttons']}>
          <Button variant="default" onClick={onNo}>
            No, go on without
          </Button>
          <Button data-autofocus onClick={onYes}>
            Yes, go back and add
          </Button>
        </div>
      </div>
    </Modal>
  );
}
