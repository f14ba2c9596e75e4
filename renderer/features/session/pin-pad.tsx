import { UnstyledButton } from '@mantine/core';
import { IconBackspace } from '@tabler/icons-react';
import classes from './sign-in.module.css';

/** Ten digits for fingers. */
export function PinPad(props: { readonly onDigit: (digit: string) => void; readonly onErase: () => void }) {
  const key = (digit: string) => (
    <UnstyledButton
      key={digit}
      className={classes['key'] ?? ''}
      onClick={() => props.onDigit(digit)}
      tabIndex={-1}
      type="button"
    >
      {digit}
    </UnstyledButton>
  );
  return (
    <div className={classes['pad']} role="group" aria-label="Digits">
      {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map(key)}
      <span />
      {key('0')}
      <UnstyledButton
        className={classes['key'] ?? ''}
        onClick={props.onErase}
        aria-label="Erase the last digit"
        tabIndex={-1}
        type="button"
      >
        <IconBackspace size={28} aria-hidden="true" />
      </UnstyledButton>
    </div>
  );
}
