import { Button, TextInput } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { petsToJoin } from '../../../core/domain/customers/roll-up';
import { useRegisterData, useStatusPart } from '../../data/hooks';
import type { CustomerView, RegisterContext } from '../../data/register-data';
import { useAct } from '../../data/use-act';
import { Message, NextStep, Screen } from '../../ui';
import classes from './combine.module.css';
import { mayCombineThese, PlaceRefusal } from './place-refusal';
import { PreviewCards } from './preview-cards';
import { PreviewContacts } from './preview-contacts';
import { PreviewPets } from './preview-pets';

const WORD = 'COMBINE';

export interface PreviewStepProps {
  readonly title: string;
  readonly context: RegisterContext;
  readonly primary: CustomerView;
  readonly others: readonly CustomerView[];
  readonly onBack: () => void;
  readonly onCombined: () => void;
}

/** The result before it is confirmed, then COMBINE typed and **Combine Customers** (RU-7, RU-15, RU-18). */
export function PreviewStep({ title, context, primary, others, onBack, onCombined }: PreviewStepProps) {
  const data = useRegisterData();
  const isOnline = useStatusPart(({ network }) => network === 'online') ?? false;
  const act = useAct();
  const [typed, setTyped] = useState('');
  const [keptApart, setKeptApart] = useState<ReadonlySet<string>>(new Set());
  const accounts = [primary, ...others];
  const customers = accounts.map(({ customer }) => customer);
  const pairs = petsToJoin(customers);
  const joinedPets = pairs.filter(({ dropId }) => !keptApart.has(dropId));
  const isAllowed = mayCombineThese(context, accounts);
  const isTyped = typed.trim().toUpperCase() === WORD;
  // Once written it happens when the server is heard of again: pressing twice would not make it happen sooner.
  const isWaiting = act.refusal?.code === 'no-word-yet';

  const mayPress = isAllowed && isOnline && isTyped && !act.isBusy && !isWaiting;

  const combine = async () => {
    const otherIds = others.map(({ customer }) => customer.id);
    const request = { primaryId: primary.customer.id, otherIds, joinedPets };
    const done = await act.run(() => data.combineCustomers(request));
    if (done.ok) onCombined();
  };
  return (
    <Screen
      title={title}
      isOnlyRead
      subtitle={`Preview: ${String(accounts.length)} accounts become one`}
      actions={
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={20} aria-hidden="true" />}
          disabled={act.isBusy}
          onClick={onBack}
        >
          Queue
        </Button>
      }
      footer={
        isAllowed && (
          <form
            className={classes['confirm']}
            onSubmit={(event) => {
              event.preventDefault();
              if (mayPress) void combine();
            }}
          >
            <label htmlFor="combine-word">Type {WORD} to confirm</label>
            <TextInput
              id="combine-word"
              value={typed}
              autoFocus
              autoComplete="off"
              spellCheck={false}
              w={180}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </form>
        )
      }
      nextStep={
        <NextStep
          hotkey="F12"
          disabled={!mayPress}
          busy={act.isSlow}
          onClick={() => void combine()}
          {...(isOnline ? {} : { hint: 'Needs the network' })}
        >
          Combine Customers
        </NextStep>
      }
    >
      <div className={classes['stack']}>
        <PlaceRefusal context={context} accounts={accounts} />
        {!isOnline && (
          <Message tone="offline">
            Combining needs the network, so that what every register did is in it. The queue stays as it is until then.
          </Message>
        )}
        {act.isSlow && <Message tone="notice">Waiting for the server’s word…</Message>}
        {act.refusal !== null && (
          <Message tone={act.refusal.kind === 'offline' ? 'offline' : 'refused'} code={act.refusal.code}>
            {act.refusal.message}
          </Message>
        )}
        <div className={classes['columns']}>
          <div className={classes['stack']}>
            <PreviewCards context={context} primary={primary} others={others} />
            {pairs.length > 0 && (
              <PreviewPets
                accounts={customers}
                pairs={pairs}
                joinedPets={joinedPets}
                onJoin={(dropId, isJoined) => {
                  const apart = new Set(keptApart);
                  if (isJoined) apart.delete(dropId);
                  else apart.add(dropId);
                  setKeptApart(apart);
                }}
              />
            )}
          </div>
          <PreviewContacts
            context={context}
            primary={primary.customer}
            others={others.map(({ customer }) => customer)}
            joinedPets={joinedPets}
          />
        </div>
      </div>
    </Screen>
  );
}
