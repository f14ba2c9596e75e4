import { Menu, UnstyledButton } from '@mantine/core';
import {
  IconBolt,
  IconChecklist,
  IconHome,
  IconLock,
  IconMenu2,
  IconShoppingBag,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import { mayDo, type Action } from '../../../core/domain/users/permissions';
import { useStatusPart } from '../../data/hooks';
import type { RegisterContext } from '../../data/register-data';
import { afterMenu, KeyCap, PawMark, useHotkey } from '../../ui';
import classes from './frame.module.css';
import { StatusLine } from './status-line';

export type Section = 'home' | 'checkout' | 'customers' | 'work-items';

interface Entry {
  readonly section: Section;
  readonly word: string;
  readonly icon: ComponentType<{ size?: number; 'aria-hidden'?: 'true' }>;
  /** Who may not do this is not shown the entry (RO-11). */
  readonly action?: Action;
}

/** Entries appear as they work; the words are fixed (canonical labels). */
const entries: readonly Entry[] = [
  { section: 'home', word: 'Home', icon: IconHome },
  { section: 'checkout', word: 'Check Out', icon: IconShoppingBag },
  { section: 'customers', word: 'Customers', icon: IconUsers },
  { section: 'work-items', word: 'Work items', icon: IconChecklist, action: 'settle-work-items' },
];

function entriesFor(context: RegisterContext): readonly Entry[] {
  return entries.filter(({ action }) => action === undefined || mayDo(context.user, action, context));
}

/** An entry of the **Actions** menu; only those the user may use are given (RO-11). */
export interface MenuAction {
  readonly word: string;
  readonly onSelect: () => void;
}

export interface FrameProps {
  readonly context: RegisterContext;
  readonly section: Section | null;
  readonly onGo: (section: Section) => void;
  readonly actions: readonly MenuAction[];
  readonly onLookup: () => void;
  readonly onStatus: () => void;
  readonly onLock: () => void;
  readonly children: ReactNode;
}

/** What is always there: menu, location and user, lookup one key away, and the status line (OX-10). */
export function Frame(props: FrameProps) {
  const { context, section, onGo, actions, onLookup, onStatus, onLock, children } = props;
  useHotkey('F2', onLookup);
  useHotkey('/', onLookup);
  const { user, location, registerName } = context;
  return (
    <div className={classes['frame']}>
      <nav className={classes['rail']} aria-label="Main menu">
        <div className={classes['brand']} aria-hidden="true">
          <PawMark />
        </div>
        {entriesFor(context).map(({ section: target, word, icon: Icon }) => (
          <UnstyledButton
            key={target}
            className={classes['railEntry'] ?? ''}
            data-active={section === target || undefined}
            aria-current={section === target ? 'page' : undefined}
            onClick={() => onGo(target)}
          >
            <Icon size={26} aria-hidden="true" />
            <span>{word}</span>
            {target === 'work-items' && <OpenCount />}
          </UnstyledButton>
        ))}
        {actions.length > 0 && <ActionsMenu actions={actions} />}
      </nav>
      <header className={classes['top']}>
        <div className={classes['narrowMenu']}>
          <NarrowMenu context={context} section={section} onGo={onGo} actions={actions} />
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
            <bdi title={user?.username}>{user?.username ?? ''}</bdi>
            <span className={classes['role']}>{user?.role === 'admin' ? 'Administrator' : 'Cashier'}</span>
          </span>
          <UnstyledButton className={classes['lock'] ?? ''} onClick={onLock}>
            <IconLock size={20} aria-hidden="true" />
            Lock
          </UnstyledButton>
        </div>
      </header>
      <main className={classes['main']}>{children}</main>
      <StatusLine place={location} onClick={onStatus} />
    </div>
  );
}

/** How many work items wait; nothing when none does. */
function OpenCount() {
  const count = useStatusPart(({ openWorkItems }) => openWorkItems) ?? 0;
  if (count === 0) return null;
  return (
    <span className={classes['count']} data-testid="work-item-count">
      {count > 99 ? '99+' : count}
      <span className={classes['srOnly']}> to settle</span>
    </span>
  );
}

/** What an Admin does now and then, behind one word. */
function ActionsMenu({ actions }: Pick<FrameProps, 'actions'>) {
  return (
    <Menu position="right-start" offset={12}>
      <Menu.Target>
        <UnstyledButton className={classes['railEntry'] ?? ''}>
          <IconBolt size={26} aria-hidden="true" />
          <span>Actions</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <ActionItems actions={actions} />
      </Menu.Dropdown>
    </Menu>
  );
}

function ActionItems({ actions }: Pick<FrameProps, 'actions'>) {
  return actions.map(({ word, onSelect }) => (
    <Menu.Item key={word} onClick={afterMenu(onSelect)}>
      {word}
    </Menu.Item>
  ));
}

type NarrowMenuProps = Pick<FrameProps, 'context' | 'section' | 'onGo' | 'actions'>;

function NarrowMenu({ context, section, onGo, actions }: NarrowMenuProps) {
  return (
    <Menu>
      <Menu.Target>
        <UnstyledButton className={classes['lock'] ?? ''}>
          <IconMenu2 size={22} aria-hidden="true" />
          Menu
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {entriesFor(context).map(({ section: target, word }) => (
          <Menu.Item key={target} onClick={afterMenu(() => onGo(target))} fw={section === target ? 700 : 400}>
            {word}
          </Menu.Item>
        ))}
        <ActionItems actions={actions} />
      </Menu.Dropdown>
    </Menu>
  );
}
