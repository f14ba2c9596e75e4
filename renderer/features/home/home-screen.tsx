import { UnstyledButton } from '@mantine/core';
import { IconShoppingBag, IconUserPlus } from '@tabler/icons-react';
import { useRef, type ReactNode } from 'react';
import { KeyCap, Message, useArrival, useHotkey } from '../../ui';
import classes from './home-screen.module.css';

/** A sale in progress that was left or interrupted; nothing of it has been posted. */
export interface UnfinishedSale {
  readonly id: string;
  readonly name: string;
  readonly lines: number;
  /** It goes when Home is left; until then that can be undone. */
  readonly isDiscarded: boolean;
  readonly onContinue: () => void;
  readonly onDiscard: () => void;
  readonly onUndo: () => void;
}

export interface HomeScreenProps {
  readonly greeting: string;
  readonly onCheckOut: () => void;
  readonly onNewCustomer: () => void;
  /** Transactions found unfinished, newest first (PU-19). */
  readonly unfinished: readonly UnfinishedSale[];
}

/** Two things to do, each one key away. */
export function HomeScreen({ greeting, onCheckOut, onNewCustomer, unfinished }: HomeScreenProps) {
  useHotkey('F2', onCheckOut);
  useHotkey('F4', onNewCustomer);
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading);
  return (
    <section className={classes['home']} aria-label="Home">
      <h1 ref={heading} tabIndex={-1} className={classes['greeting']}>
        {greeting}
      </h1>
      {unfinished.map((sale) => (
        <Message
          key={sale.id}
          tone="notice"
          action={
            <span className={classes['unfinished']}>
              {sale.isDiscarded ? (
                <UnstyledButton className={classes['continue'] ?? ''} onClick={sale.onUndo}>
                  Undo
                </UnstyledButton>
              ) : (
                <>
                  <UnstyledButton className={classes['continue'] ?? ''} onClick={sale.onContinue}>
                    Continue this sale
                  </UnstyledButton>
                  <UnstyledButton className={classes['continue'] ?? ''} onClick={sale.onDiscard}>
                    Discard
                  </UnstyledButton>
                </>
              )}
            </span>
          }
        >
          A sale for <bdi>{sale.name}</bdi> with {sale.lines} {sale.lines === 1 ? 'line' : 'lines'}{' '}
          {sale.isDiscarded ? 'is discarded.' : 'was not finished. Nothing of it has been posted.'}
        </Message>
      ))}
      <div className={classes['choices']}>
        <Choice
          label="Check Out"
          hotkey="F2"
          icon={<IconShoppingBag size={56} stroke={1.5} />}
          main
          onClick={onCheckOut}
        >
          Find, scan, punch, redeem
        </Choice>
        <Choice label="New Customer" hotkey="F4" icon={<IconUserPlus size={56} stroke={1.5} />} onClick={onNewCustomer}>
          A name is enough to start
        </Choice>
      </div>
    </section>
  );
}

function Choice(props: {
  readonly label: string;
  readonly hotkey: string;
  readonly icon: ReactNode;
  readonly main?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <UnstyledButton className={classes['choice'] ?? ''} data-main={props.main || undefined} onClick={props.onClick}>
      <span aria-hidden="true">{props.icon}</span>
      <span className={classes['label']}>
        {props.label} <KeyCap name={props.hotkey} />
      </span>
      <span className={classes['text']}>{props.children}</span>
    </UnstyledButton>
  );
}
