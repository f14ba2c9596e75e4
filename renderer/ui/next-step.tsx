import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { KeyCap } from './key-cap';
import classes from './next-step.module.css';
import { useHotkey } from './use-hotkey';

export interface NextStepProps {
  readonly children: ReactNode;
  /** The key that does the same, shown on the button. */
  readonly hotkey?: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly busy?: boolean;
  /** Why it is disabled; shown beside it. */
  readonly hint?: string;
}

/** The biggest button of a screen, with its key on it. */
export function NextStep({ children, hotkey, onClick, disabled = false, busy = false, hint }: NextStepProps) {
  useHotkey(hotkey, onClick, !disabled && !busy);
  return (
    <div className={classes['place']}>
      {hint !== undefined && <span className={classes['hint']}>{hint}</span>}
      <Button
        className={classes['button'] ?? ''}
        size="lg"
        // The second click of a double click belongs to the step before, whose button stood in the same place.
        onClick={({ detail }) => detail < 2 && onClick()}
        disabled={disabled}
        loading={busy}
        rightSection={hotkey === undefined ? undefined : <KeyCap name={hotkey} />}
      >
        {children}
      </Button>
    </div>
  );
}
