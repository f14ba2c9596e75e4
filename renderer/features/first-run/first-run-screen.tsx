import { Progress, SimpleGrid, UnstyledButton } from '@mantine/core';
import { IconBuildingStore, IconPlayerPlay, IconPlugConnected } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { InstallationState, Shell, ShellRefusal } from '../../data/shell';
import { Message, PawMark } from '../../ui';
import { BusinessFormView } from './business-form';
import classes from './first-run.module.css';
import { JoinForm } from './join-form';

export interface FirstRunScreenProps {
  readonly shell: Shell;
  readonly installation: Extract<InstallationState, { kind: 'new' }>;
  readonly onJoined: () => void;
}

type Step = 'choose' | 'business' | 'join' | { readonly demo: number };

/** First start: a demo, an own business, or a code from one that exists. */
export function FirstRunScreen({ shell, installation, onJoined }: FirstRunScreenProps) {
  const [step, setStep] = useState<Step>('choose');
  const [refusal, setRefusal] = useState<ShellRefusal | null>(null);
  const serverIsMine = installation.server === 'empty' || installation.server === 'preparing';

  const tryDemo = async () => {
    setRefusal(null);
    setStep({ demo: 0 });
    const reply = await shell.setUpDemo((done) => setStep({ demo: done }));
    if (reply.ok) return onJoined();
    setRefusal(reply.refusal);
    setStep('choose');
  };

  // Started with `--demo`: begin once, as soon as the server is there.
  const begun = useRef(false);
  useEffect(() => {
    if (installation.server !== 'empty' || begun.current) return;
    begun.current = true;
    void shell.isDemoWanted().then((wanted) => {
      if (wanted) void tryDemo();
    });
  });

  return (
    <main className={classes['page']}>
      <div className={classes['sheet']}>
        <header className={classes['head']}>
          {step === 'choose' || typeof step === 'object' ? (
            <>
              <span className={classes['mark']}>
                <PawMark size={48} />
              </span>
              <h1 className={classes['title']}>Welcome to Pawtill</h1>
              <p className={classes['lead']}>The register that keeps selling when the internet is down.</p>
            </>
          ) : (
            // A form needs the room; its title says where one is.
            <h1 className={classes['formTitle']}>{step === 'business' ? 'Set up my business' : 'Join with a code'}</h1>
          )}
        </header>
        {refusal !== null && (
          <Message tone="refused" code={refusal.code}>
            {refusal.message}
          </Message>
        )}
        {step === 'choose' && (
          <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
            <Way
              icon={<IconPlayerPlay size={40} stroke={1.5} />}
              title="Try it with demo data"
              disabled={!serverIsMine}
              onClick={() => void tryDemo()}
            >
              Three shops, 5,000 customers and their pets, twelve punch-card programs. Nothing of yours is touched.
            </Way>
            <Way
              icon={<IconBuildingStore size={40} stroke={1.5} />}
              title="Set up my business"
              disabled={!serverIsMine}
              onClick={() => setStep('business')}
            >
              One form: your business, your first location, your own sign-in.
            </Way>
            <Way
              icon={<IconPlugConnected size={40} stroke={1.5} />}
              title="Join with a code"
              onClick={() => setStep('join')}
            >
              Another register runs already. An Administrator there gives you a code for this one.
            </Way>
          </SimpleGrid>
        )}
        {step === 'choose' && !serverIsMine && (
          <Message tone={installation.server === 'unreachable' ? 'offline' : 'notice'}>
            {installation.server === 'unreachable'
              ? 'The sync server does not answer. Start it, or join one at another address with a code.'
              : 'This sync server already holds a business. Join it with a code.'}
          </Message>
        )}
        {step === 'business' && (
          <BusinessFormView
            onBack={() => setStep('choose')}
            onSubmit={async (form) => {
              const reply = await shell.setUpBusiness(form);
              setRefusal(reply.ok ? null : reply.refusal);
              if (reply.ok) onJoined();
            }}
          />
        )}
        {step === 'join' && (
          <JoinForm
            serverUrl={installation.serverUrl ?? ''}
            onBack={() => setStep('choose')}
            onSubmit={async (serverUrl, code) => {
              const reply = await shell.join(serverUrl, code);
              setRefusal(reply.ok ? null : reply.refusal);
              if (reply.ok) onJoined();
            }}
          />
        )}
        {typeof step === 'object' && (
          <div className={classes['making']} role="status">
            <p>Making the demo: shops, customers, pets and their punch cards…</p>
            <Progress value={Math.max(3, step.demo * 100)} size="xl" radius="md" aria-label="Demo data" />
            <p className={classes['soft']}>{Math.round(step.demo * 100)} %</p>
          </div>
        )}
      </div>
    </main>
  );
}

function Way(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <UnstyledButton className={classes['way'] ?? ''} onClick={props.onClick} disabled={props.disabled}>
      <span className={classes['mark']} aria-hidden="true">
        {props.icon}
      </span>
      <span className={classes['wayTitle']}>{props.title}</span>
      <span className={classes['soft']}>{props.children}</span>
    </UnstyledButton>
  );
}
