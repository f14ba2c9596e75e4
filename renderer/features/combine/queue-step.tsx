import { Button, CloseButton, Radio } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { fullName } from '../../../core/domain/customers/customer';
import { formatPhone } from '../../../core/domain/customers/phone';
import { useStatusPart } from '../../data/hooks';
import type { CustomerView, RegisterContext } from '../../data/register-data';
import { NextStep, Screen } from '../../ui';
import { holdingsWords } from './card-words';
import classes from './combine.module.css';
import { FindAccounts } from './find-accounts';
import { PlaceRefusal } from './place-refusal';
import { LEAST_ACCOUNTS, MOST_ACCOUNTS, useQueue } from './queue-state';

export interface QueueStepProps {
  readonly title: string;
  readonly context: RegisterContext;
  readonly views: ReadonlyMap<string, CustomerView | null>;
  readonly back: ReactNode;
  /** Undefined while an account of the queue is not known here. */
  readonly onPreview: (() => void) | undefined;
}

/** Search, **Add to Queue**, and which account stays (RU-3, RU-6). */
export function QueueStep({ title, context, views, back, onPreview }: QueueStepProps) {
  const queue = useQueue();
  const missing = Math.max(0, LEAST_ACCOUNTS - queue.ids.length);
  const isOnline = useStatusPart(({ network }) => network === 'online') ?? false;
  return (
    <Screen
      title={title}
      subtitle="Find every account of the person or couple, and say which one stays."
      actions={back}
      nextStep={
        <NextStep
          hotkey="F12"
          disabled={missing > 0 || onPreview === undefined}
          onClick={() => onPreview?.()}
          {...(missing === 0 && isOnline ? {} : { hint: hintWords(missing, isOnline) })}
        >
          Preview
        </NextStep>
      }
    >
      <div className={classes['columns']}>
        <FindAccounts
          context={context}
          queued={queue.ids}
          isFull={queue.ids.length >= MOST_ACCOUNTS}
          onAdd={(customerId) => queue.add([customerId])}
        />
        <section className={classes['queue']} aria-label="Queue">
          <h2 className={classes['section']}>
            Queue ({queue.ids.length} of {MOST_ACCOUNTS})
          </h2>
          {queue.ids.length === 0 ? (
            <div className={classes['emptyQueue']}>
              <IconUsers size={40} stroke={1.5} aria-hidden="true" />
              <p className={classes['soft']}>
                Search for an account and choose Add to Queue. Two to ten accounts become one.
              </p>
            </div>
          ) : (
            <>
              <p className={classes['soft']} id="primary-words">
                Primary: the account that stays. Everything goes to it.
              </p>
              <Radio.Group
                aria-labelledby="primary-words"
                value={queue.primaryId ?? ''}
                onChange={(customerId) => queue.choose(customerId)}
              >
                <ul className={classes['list']}>
                  {queue.ids.map((id) => (
                    <QueuedAccount
                      key={id}
                      id={id}
                      view={views.get(id)}
                      country={context.location.country}
                      isPrimary={id === queue.primaryId}
                      onRemove={() => queue.remove(id)}
                    />
                  ))}
                </ul>
              </Radio.Group>
              <PlaceRefusal context={context} accounts={queue.ids.flatMap((id) => views.get(id) ?? [])} />
              <Button variant="subtle" style={{ justifySelf: 'start' }} onClick={queue.clear}>
                Clear the queue
              </Button>
            </>
          )}
        </section>
      </div>
    </Screen>
  );
}

/** What stands between the queue and **Combine Customers** (RU-6, RU-18). */
function hintWords(missing: number, isOnline: boolean): string {
  if (!isOnline) return 'Combining needs the network; the queue can be made ready';
  return missing === 1 ? 'Add one more account' : 'Add at least two accounts';
}

function QueuedAccount(props: {
  readonly id: string;
  readonly view: CustomerView | null | undefined;
  readonly country: string;
  readonly isPrimary: boolean;
  readonly onRemove: () => void;
}) {
  const { id, view, country, isPrimary, onRemove } = props;
  const name = view == null ? (view === null ? 'Not on this register' : '…') : fullName(view.customer);
  return (
    <li className={classes['queued']} data-primary={isPrimary || undefined}>
      <Radio
        value={id}
        size="md"
        disabled={view == null}
        classNames={{ root: classes['radio'] ?? '', body: classes['radioBody'] ?? '' }}
        label={
          <>
            <span className={classes['name']}>
              <bdi>{name}</bdi>
              {isPrimary && <span className={classes['primaryMark']}>Primary</span>}
            </span>
            {view != null && (
              <>
                <span className={classes['softLine']}>
                  {[formatPhone(view.customer.phone, country), view.customer.email].filter(Boolean).join(' · ') ||
                    'No email or phone'}
                </span>
                <span className={classes['softLine']}>{holdingsWords(view.cards, view.standing.points.balance)}</span>
              </>
            )}
          </>
        }
      />
      <CloseButton size={44} aria-label={`Remove ${name} from the queue`} onClick={onRemove} />
    </li>
  );
}
