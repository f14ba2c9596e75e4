import { Menu, UnstyledButton } from '@mantine/core';
import { IconHome, IconLock, IconMenu2, IconShoppingBag, IconUsers } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import type { RegisterContext } from '../../data/register-data';
import { KeyCap, useHotkey } from '../../ui';
import classes from './frame.module.css';
import { StatusLine } from './status-line';

export type Section = 'home' | 'checkout' | 'customers';

interface Entry {
  readonly section: Section;
  readonly word: string;
  readonly icon: ComponentType<{ size?: number; 'aria-hidden'?: 'true' }>;
}

/** Entries appear as they work; the words are fixed (canonical labels). */
const entries: readonly Entry[] = [
  { section: 'home', word: 'Home', icon: IconHome },
  { section: 'checkout', word: 'Check Out', icon: IconShoppingBag },
  { section: 'customers', word: 'Customers', icon: IconUsers },
];

export interface FrameProps {
  readonly context: RegisterContext;
  readonly section: Section | null;
  readonly onGo: (section: Section) => void;
  readonly onLookup: () => void;
  readonly onStatus: () => void;
  readonly onLock: () => void;
  readonly children: ReactNode;
}

/** What is always there: menu, location and user, lookup one key away, and the status line (OX-10). */
export function Frame({ context, section, onGo, onLookup, onStatus, onLock, children }: FrameProps) {
  useHotkey('F2', onLookup);
  useHotkey('/', onLookup);
  const { user, location, registerName } = context;
  return (
    <div className={classes['frame']}>
      <nav className={classes['rail']} aria-label="Main menu">
        <div className={classes['brand']} aria-hidden="true">
          <PawMark />
        </div>
        {entries.map(({ section: target, word, icon: Icon }) => (
          <UnstyledButton
            key={target}
            className={classes['railEntry'] ?? ''}
            data-active={section === target || undefined}
            aria-current={section === target ? 'page' : undefined}
            onClick={() => onGo(target)}
          >
            <Icon size={26} aria-hidden="true" />
            <span>{word}</span>
          </UnstyledButton>
        ))}
      </nav>
      <header className={classes['top']}>
        <div className={classes['narrowMenu']}>
          <NarrowMenu section={section} onGo={onGo} />
        </div>
        <div className={classes['place']}>
          <strong className={classes['location']}>{location.name}</strong>
          <span className={classes['register']}>{registerName}</span>
        </div>
        <UnstyledButton className={classes['lookup'] ?? ''} onClick={onLookup}>
          <span>Lookup Customer</span>
          <KeyCap name="F2" />
        </UnstyledButton>
        <div className={classes['user']}>
          <span className={classes['userName']}>
            {user?.username ?? ''}
            <span className={classes['role']}>{user?.role === 'admin' ? 'Administrator' : 'Cashier'}</span>
          </span>
          <UnstyledButton className={classes['lock'] ?? ''} onClick={onLock}>
            <IconLock size={20} aria-hidden="true" />
            Lock
          </UnstyledButton>
        </div>
      </header>
      <main className={classes['main']}>{children}</main>
      <StatusLine onClick={onStatus} />
    </div>
  );
}

function NarrowMenu({ section, onGo }: Pick<FrameProps, 'section' | 'onGo'>) {
  return (
    <Menu>
      <Menu.Target>
        <UnstyledButton className={classes['lock'] ?? ''}>
          <IconMenu2 size={22} aria-hidden="true" />
          Menu
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {entries.map(({ section: target, word }) => (
          <Menu.Item key={target} onClick={() => onGo(target)} fw={section === target ? 700 : 400}>
            {word}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The paw: four toes and a pad, drawn by hand. */
function PawMark({ size = 34 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="currentColor" aria-hidden="true">
      <ellipse cx="6.6" cy="14" rx="3" ry="4.1" transform="rotate(-18 6.6 14)" />
      <ellipse cx="12.6" cy="8" rx="3.1" ry="4.5" />
      <ellipse cx="19.6" cy="8" rx="3.1" ry="4.5" />
      <ellipse cx="25.6" cy="14" rx="3" ry="4.1" transform="rotate(18 25.6 14)" />
      <path d="M16 14.6c3.6 0 8 5.6 8 9.3 0 2.6-2 3.9-4.2 3.9-1.6 0-2.5-.7-3.8-.7s-2.2.7-3.8.7C10 27.800 8 26.500 8 23.900c0-3.700 4.400-9.300 8-9.300z" />
    </svg>
  );
}
