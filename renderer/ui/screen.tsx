import { useRef, type ReactNode } from 'react';
import classes from './screen.module.css';
import { useArrival } from './use-arrival';

export interface ScreenProps {
  readonly title: string;
  /** One quiet line below the title. */
  readonly subtitle?: ReactNode;
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode;
  /** What stands at the left of the bottom bar. */
  readonly footer?: ReactNode;
  /** The next step: bottom right, always the same place. */
  readonly nextStep?: ReactNode;
  /** Narrow for forms, wide for lists. */
  readonly width?: 'form' | 'wide';
  /** Nothing in it takes the keyboard, so the keyboard scrolls it. */
  readonly isOnlyRead?: boolean;
  readonly children: ReactNode;
}

/** A title of more letters has the line for itself: beside the buttons the end of a long name would be cut off. */
const LONG_TITLE = 48;

/** The frame of one screen: title on top, content that scrolls, the next step at the bottom right. */
export function Screen(props: ScreenProps) {
  const { title, subtitle, actions, footer, nextStep, width = 'wide', isOnlyRead = false, children } = props;
  const hasFoot = footer !== undefined || nextStep !== undefined;
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading);
  return (
    <section className={classes['screen']} aria-label={title}>
      <header className={classes['head']}>
        <div className={classes['titles']} data-long={title.length > LONG_TITLE || undefined}>
          <h1 ref={heading} tabIndex={-1} className={classes['title']} title={title}>
            {title}
          </h1>
          {subtitle !== undefined && <div className={classes['subtitle']}>{subtitle}</div>}
        </div>
        {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
      </header>
      <div className={classes['body']} data-width={width} {...(isOnlyRead ? { tabIndex: 0 } : {})}>
        {children}
      </div>
      {hasFoot && (
        <footer className={classes['foot']}>
          <div className={classes['footLeft']}>{footer}</div>
          {nextStep}
        </footer>
      )}
    </section>
  );
}
