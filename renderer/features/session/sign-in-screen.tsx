import { Button, PasswordInput, UnstyledButton } from '@mantine/core';
import { IconArrowLeft, IconUser, IconUserShield } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { InstallationState, Shell, ShellRefusal, SignInUser } from '../../data/shell';
import { Message } from '../../ui';
import { PinPad } from './pin-pad';
import classes from './sign-in.module.css';

export interface SignInScreenProps {
  readonly shell: Shell;
  readonly installation: Extract<InstallationState, { kind: 'joined' }>;
  readonly onSignedIn: () => void;
}

/** Choose who you are, type your PIN (RO-13); with one user there is nothing to choose. */
export function SignInScreen({ shell, installation, onSignedIn }: SignInScreenProps) {
  const [users, setUsers] = useState<readonly SignInUser[]>();
  const [chosenId, setChosenId] = useState<string | null>(null);
  useEffect(() => {
    let shown = true;
    const load = () =>
      void shell.users().then((found) => {
        if (shown) setUsers(found);
      });
    load();
    const again = setInterval(load, 2000);
    return () => {
      shown = false;
      clearInterval(again);
    };
  }, [shell]);

  const only = users?.length === 1 ? users[0] : undefined;
  const chosen = users?.find((user) => user.id === chosenId) ?? only;
  return (
    <main className={classes['page']}>
      <div className={classes['sheet']}>
        <header className={classes['head']}>
          <h1 className={classes['title']}>{installation.locationName}</h1>
          <p className={classes['soft']}>
            {installation.accountName} · {installation.registerName}
          </p>
        </header>
        {chosen === undefined ? (
          <UserList users={users ?? []} onChoose={setChosenId} />
        ) : (
          <PinForm
            key={chosen.id}
            user={chosen}
            shell={shell}
            onSignedIn={onSignedIn}
            onBack={only === undefined ? () => setChosenId(null) : null}
          />
        )}
        {/* For the owner; whoever types a PIN fifty times a day has it out of the way. */}
        {installation.notice !== null && chosenId === null && <Message tone="notice">{installation.notice}</Message>}
      </div>
    </main>
  );
}

function UserList(props: { readonly users: readonly SignInUser[]; readonly onChoose: (userId: string) => void }) {
  return (
    <section aria-label="Who are you?">
      <h2 className={classes['question']}>Who are you?</h2>
      <div className={classes['users']}>
        {props.users.map((user, index) => (
          <UnstyledButton
            key={user.id}
            className={classes['user'] ?? ''}
            onClick={() => props.onChoose(user.id)}
            data-autofocus={index === 0 || undefined}
            autoFocus={index === 0}
          >
            {user.role === 'admin' ? (
              <IconUserShield size={32} stroke={1.5} aria-hidden="true" />
            ) : (
              <IconUser size={32} stroke={1.5} aria-hidden="true" />
            )}
            <span className={classes['userName']}>
              <bdi>{user.username}</bdi>
              <span className={classes['soft']}>{user.role === 'admin' ? 'Administrator' : 'Cashier'}</span>
            </span>
            {user.demoPin !== null && <span className={classes['demoPin']}>PIN {user.demoPin}</span>}
          </UnstyledButton>
        ))}
      </div>
    </section>
  );
}

function PinForm(props: {
  readonly user: SignInUser;
  readonly shell: Shell;
  readonly onSignedIn: () => void;
  readonly onBack: (() => void) | null;
}) {
  const { user, shell, onSignedIn, onBack } = props;
  const [pin, setPin] = useState('');
  const [refusal, setRefusal] = useState<ShellRefusal | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  const submit = async () => {
    if (pin === '' || busy) return;
    setBusy(true);
    const reply = await shell.signIn(user.id, pin);
    setBusy(false);
    if (reply.ok) return onSignedIn();
    setRefusal(reply.refusal);
    setPin('');
    field.current?.focus();
  };

  return (
    <form
      className={classes['pinForm']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className={classes['chosen']}>
        {onBack !== null && (
          <Button variant="subtle" leftSection={<IconArrowLeft size={20} aria-hidden="true" />} onClick={onBack}>
            Someone else
          </Button>
        )}
        <strong>
          <bdi>{user.username}</bdi>
        </strong>
      </div>
      <PasswordInput
        ref={field}
        label="PIN"
        size="lg"
        inputMode="numeric"
        autoComplete="off"
        autoFocus
        value={pin}
        onChange={(event) => setPin(event.currentTarget.value.replace(/\D/g, '').slice(0, 12))}
      />
      {user.demoPin !== null && <p className={classes['soft']}>Demo PIN: {user.demoPin}</p>}
      {!user.knownHere && <p className={classes['soft']}>First sign-in on this register: it needs the network once.</p>}
      {refusal !== null && (
        <Message tone="refused" code={refusal.code}>
          {refusal.message}
        </Message>
      )}
      <PinPad
        onDigit={(digit) => setPin((typed) => (typed + digit).slice(0, 12))}
        onErase={() => setPin((typed) => typed.slice(0, -1))}
      />
      <Button type="submit" size="lg" loading={busy} disabled={pin.length < 6} fullWidth>
        Sign in
      </Button>
    </form>
  );
}
