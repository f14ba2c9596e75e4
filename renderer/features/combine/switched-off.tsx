import { Button } from '@mantine/core';
import { IconArrowsJoin } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { isMasterAdmin } from '../../../core/domain/users/permissions';
import { useRegisterData, useStatusPart } from '../../data/hooks';
import type { RegisterContext } from '../../data/register-data';
import { useAct } from '../../data/use-act';
import { EmptyState, Message, Screen } from '../../ui';
import { COMBINE_FEATURE } from './may-combine';

/** Says how the add-on is switched on; a Master Admin does it right here (RU-2, FS-9). */
export function SwitchedOff(props: {
  readonly title: string;
  readonly context: RegisterContext;
  readonly back: ReactNode;
}) {
  const { title, context, back } = props;
  const data = useRegisterData();
  const act = useAct();
  const isOnline = useStatusPart(({ network }) => network === 'online') ?? false;
  const isMaster = context.user !== null && isMasterAdmin(context.user, context.settings);
  const switchOn = () => act.run(() => data.changeSettings({ features: { [COMBINE_FEATURE]: true } }));
  return (
    <Screen title={title} actions={back}>
      {act.refusal !== null && (
        <Message tone="refused" code={act.refusal.code}>
          {act.refusal.message}
        </Message>
      )}
      {isMaster && !isOnline && <Message tone="offline">Switching it on needs the network.</Message>}
      <EmptyState
        icon={<IconArrowsJoin size={56} stroke={1.5} />}
        title="Switched off for this business"
        action={
          isMaster && (
            <Button size="lg" loading={act.isSlow} disabled={!isOnline || act.isBusy} onClick={() => void switchOn()}>
              Switch on
            </Button>
          )
        }
      >
        {isMaster
          ? 'With it, Administrators of every location bring two accounts of one person, or of a couple, together: cards, rewards, points and pets. Account Management switches it off again.'
          : 'Two accounts of one person, or of a couple, can be brought together. An Administrator of the master location switches this on under Actions, Account Management.'}
      </EmptyState>
    </Screen>
  );
}
