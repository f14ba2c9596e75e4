import { Button } from '@mantine/core';
import { IconArrowLeft, IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { fullName } from '../../../core/domain/customers/customer';
import type { CustomerView, RegisterContext } from '../../data/register-data';
import { EmptyState, NextStep, Screen } from '../../ui';
import { mayCombine } from './may-combine';
import { PreviewStep } from './preview-step';
import { QueueStep } from './queue-step';
import { useQueue } from './queue-state';
import { SwitchedOff } from './switched-off';
import { useAccounts } from './use-accounts';

const TITLE = 'Combine Duplicate Petowner Accounts';

export interface CombineScreenProps {
  readonly context: RegisterContext;
  /** Accounts to begin with, for example those a form found to be duplicates (IC-7). */
  readonly queued: readonly string[];
  readonly backLabel: string;
  readonly onBack: () => void;
  readonly onOpenCustomer: (customerId: string) => void;
}

type Step =
  | { readonly kind: 'queue' }
  | { readonly kind: 'preview' }
  | { readonly kind: 'done'; readonly primaryId: string; readonly name: string; readonly count: number };

/** **Combine Duplicate Petowner Accounts**: queue, primary, preview, **Combine Customers** (RU-3 … RU-18). */
export function CombineScreen({ context, queued, backLabel, onBack, onOpenCustomer }: CombineScreenProps) {
  const queue = useQueue();
  const views = useAccounts(queue.ids);
  const [step, setStep] = useState<Step>({ kind: 'queue' });
  const { add } = queue;
  useEffect(() => add(queued), [add, queued]);

  const back = (
    <Button variant="default" leftSection={<IconArrowLeft size={20} aria-hidden="true" />} onClick={onBack}>
      {backLabel}
    </Button>
  );
  if (!mayCombine(context)) return <SwitchedOff title={TITLE} context={context} back={back} />;
  if (step.kind === 'done') {
    return (
      <Screen
        title={TITLE}
        actions={back}
        nextStep={
          <NextStep hotkey="F12" onClick={() => onOpenCustomer(step.primaryId)}>
            Open customer
          </NextStep>
        }
      >
        <EmptyState
          icon={<IconCircleCheck size={56} stroke={1.5} />}
          title={`${String(step.count)} accounts are one now: ${step.name}`}
          action={
            <Button variant="default" onClick={() => setStep({ kind: 'queue' })}>
              Combine others
            </Button>
          }
        >
          What a register that is offline still has for one of them reaches this account too. For 90 days the customer
          page takes it apart again with Undo Roll-Up.
        </EmptyState>
      </Screen>
    );
  }
  const accounts = orderedAccounts(queue.ids, queue.primaryId, views);
  const [primary, ...others] = accounts;
  if (step.kind === 'preview' && primary !== undefined && others.length > 0) {
    return (
      <PreviewStep
        title={TITLE}
        context={context}
        primary={primary}
        others={others}
        onBack={() => setStep({ kind: 'queue' })}
        onCombined={() => {
          setStep({
            kind: 'done',
            primaryId: primary.customer.id,
            name: fullName(primary.customer),
            count: accounts.length,
          });
          queue.clear();
        }}
      />
    );
  }
  return (
    <QueueStep
      title={TITLE}
      context={context}
      views={views}
      back={back}
      onPreview={accounts.length === queue.ids.length ? () => setStep({ kind: 'preview' }) : undefined}
    />
  );
}

/** The primary first, the others in queue order (RU-8); those not known here left out. */
function orderedAccounts(
  ids: readonly string[],
  primaryId: string | null,
  views: ReadonlyMap<string, CustomerView | null>,
): readonly CustomerView[] {
  const ordered = [...ids.filter((id) => id === primaryId), ...ids.filter((id) => id !== primaryId)];
  return ordered.flatMap((id) => views.get(id) ?? []);
}
