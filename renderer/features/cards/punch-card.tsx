import { Tooltip } from '@mantine/core';
import { IconCheck, IconClock, IconGift, IconSnowflake } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import classes from './punch-card.module.css';

export type StampState = 'filled' | 'new' | 'expiring' | 'empty';

export interface Stamp {
  readonly state: StampState;
  /** The item it stands for, shown on hover and read aloud (HI-3). */
  readonly label: string;
}

export interface PunchCardProps {
  readonly brand: string;
  readonly title: string;
  /** The rule in one line (PR-7). */
  readonly rule: string;
  /** None for a reward that rests on no card. */
  readonly stamps: readonly Stamp[];
  readonly status: 'open' | 'completed' | 'redeemed' | 'frozen' | 'expired';
  /** What is said below: a reward to take, why it is greyed, punches about to expire. */
  readonly note?: ReactNode;
  /** It was undone: shown struck through (HI-7). */
  readonly isStruck?: boolean;
  /** Lights up for a moment: something was just punched here. */
  readonly justPunched?: boolean;
  readonly action?: ReactNode;
  readonly onClick?: () => void;
}

/** One customer's progress on one program card: looks like the paper one, reads at arm's length. */
export function PunchCard(props: PunchCardProps) {
  const { brand, title, rule, stamps, status, note, action, onClick } = props;
  const filled = stamps.filter((stamp) => stamp.state !== 'empty').length;
  const progress = stamps.length === 0 ? '' : `${filled} of ${stamps.length}`;
  return (
    <article
      className={classes['card']}
      data-status={status}
      data-lit={props.justPunched || undefined}
      data-clickable={onClick !== undefined || undefined}
      data-struck={props.isStruck || undefined}
      aria-label={progress === '' ? `${brand} ${title}` : `${brand} ${title}, ${progress} punches`}
    >
      <header className={classes['head']}>
        <div className={classes['names']}>
          <span className={classes['brand']}>{brand}</span>
          {onClick === undefined ? (
            <span className={classes['title']}>{title}</span>
          ) : (
            <button type="button" className={classes['titleButton']} onClick={onClick}>
              {title}
            </button>
          )}
        </div>
        <span className={classes['progress']} data-testid="progress">
          {progress}
        </span>
      </header>
      {stamps.length > 0 && (
        <div className={classes['stamps']} aria-hidden="true">
          {stamps.map((stamp, index) => (
            <StampMark key={index} stamp={stamp} />
          ))}
          <span className={classes['gift']}>
            <IconGift size={22} stroke={1.75} />
          </span>
        </div>
      )}
      <p className={classes['rule']}>{rule}</p>
      {note !== undefined && (
        <p className={classes['note']}>
          {status === 'completed' && <IconGift size={20} aria-hidden="true" />}
          {status === 'frozen' && <IconSnowflake size={20} aria-hidden="true" />}
          {status === 'open' && <IconClock size={20} aria-hidden="true" />}
          <span>{note}</span>
        </p>
      )}
      {action !== undefined && <div className={classes['action']}>{action}</div>}
    </article>
  );
}

function StampMark({ stamp }: { readonly stamp: Stamp }) {
  // A tooltip costs as much as a whole row of stamps, and nearly all are never pointed at.
  const [isPointedAt, setIsPointedAt] = useState(false);
  const mark = (
    <span className={classes['stamp']} data-state={stamp.state} onPointerEnter={() => setIsPointedAt(true)}>
      {stamp.state !== 'empty' && <IconCheck size={18} stroke={3} />}
    </span>
  );
  if (stamp.label === '' || !isPointedAt) return mark;
  return (
    <Tooltip label={stamp.label} opened>
      <span className={classes['stamp']} data-state={stamp.state} onPointerLeave={() => setIsPointedAt(false)}>
        <IconCheck size={18} stroke={3} />
      </span>
    </Tooltip>
  );
}
