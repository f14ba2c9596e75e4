import { IconAlertTriangle, IconCircleCheck, IconCloudOff, IconGift, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './message.module.css';

export type MessageTone = 'notice' | 'refused' | 'reward' | 'offline' | 'done';

const icons = {
  notice: IconInfoCircle,
  refused: IconAlertTriangle,
  reward: IconGift,
  offline: IconCloudOff,
  done: IconCircleCheck,
} as const;

export interface MessageProps {
  readonly tone: MessageTone;
  readonly children: ReactNode;
  /** Small, for support. */
  readonly code?: string | undefined;
  readonly action?: ReactNode;
}

/** A sentence that stays until it no longer holds. Refusals are announced at once. */
export function Message({ tone, children, code, action }: MessageProps) {
  const Icon = icons[tone];
  return (
    <div className={classes['message']} data-tone={tone} role={tone === 'refused' ? 'alert' : 'status'}>
      <Icon size={24} aria-hidden="true" className={classes['icon']} />
      <div className={classes['text']}>
        {children}
        {code !== undefined && <span className={classes['code']}>Code for support: {code}</span>}
      </div>
      {action !== undefined && <div className={classes['action']}>{action}</div>}
    </div>
  );
}
