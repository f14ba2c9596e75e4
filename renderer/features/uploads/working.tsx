import { Button, Progress } from '@mantine/core';
import { timeLeftWords } from './time-left';
import classes from './uploads.module.css';
import type { WorkingStep } from './use-upload';

const WORDS: Readonly<Record<WorkingStep['what'], string>> = {
  reading: 'Reading the file…',
  checking: 'Checking the rows…',
  importing: 'Importing… The list is imported as a whole or not at all.',
};

/** Something long: how far it is, how long it takes, **Cancel**; the register can be used meanwhile. */
export function Working({ step, onCancel }: { readonly step: WorkingStep; readonly onCancel: () => void }) {
  const { what, progress, tookMs, isCalledOff } = step;
  const percent = progress === null ? 0 : (100 * progress.done) / Math.max(1, progress.total);
  const words = isCalledOff ? 'Cancelling… What was done so far is taken back.' : WORDS[what];
  const left = progress === null || isCalledOff ? '' : timeLeftWords(progress, tookMs);
  return (
    <div className={classes['panel']}>
      <p className={classes['soft']} role="status">
        {words}
      </p>
      <Progress size="xl" aria-label={words} value={percent} />
      {progress !== null && (
        <p className={classes['soft']}>
          {Math.round(percent)} % of {progress.total.toLocaleString()} rows{left === '' ? '' : `, ${left}`}
        </p>
      )}
      <p className={classes['soft']}>You can serve customers meanwhile: this goes on, and is found here again.</p>
      <div className={classes['buttons']}>
        <Button variant="default" disabled={isCalledOff} onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
