import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

/** A sentence and the one useful button, where a list has nothing to show. */
export function EmptyState(props: {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** Something that may be the answer follows right below: this takes one row, and stays in sight with it. */
  readonly isOneRow?: boolean;
}) {
  return (
    <div className={classes[props.isOneRow === true ? 'row' : 'empty']}>
      {props.icon !== undefined && (
        <div className={classes['icon']} aria-hidden="true">
          {props.icon}
        </div>
      )}
      <p className={classes['title']}>{props.title}</p>
      {props.children !== undefined && <p className={classes['text']}>{props.children}</p>}
      {props.action !== undefined && <div className={classes['action']}>{props.action}</div>}
    </div>
  );
}
