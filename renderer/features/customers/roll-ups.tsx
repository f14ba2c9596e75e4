import { Button, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { fullName } from '../../../core/domain/customers/customer';
import { SECOND_THOUGHTS_MS } from '../../../core/domain/customers/second-thoughts';
import type { RollUpSummary } from '../../../core/sync/accounts';
import { useRegisterData, useStatusPart } from '../../data/hooks';
import type { CustomerView, RegisterContext } from '../../data/register-data';
import { useAct } from '../../data/use-act';
import { Message, dayWords, momentWords } from '../../ui';
import { AccountActMessage } from './account-act-message';
import classes from './accounts.module.css';

export interface RollUpsProps {
  readonly context: RegisterContext;
  readonly view: CustomerView;
  readonly onOpenCustomer: (customerId: string) => void;
}

/** The accounts that went into this one, each with **Undo Roll-Up** for 90 days (RU-15). For Administrators. */
export function RollUps({ context, view, onOpenCustomer }: RollUpsProps) {
  const { customer } = view;
  const isOnline = useStatusPart(({ network }) => network === 'online') ?? false;
  const [asked, setAsked] = useState<RollUpSummary | null>(null);
  const [undone, setUndone] = useState<RollUpSummary | null>(null);
  const rollUps = useRollUps(view, isOnline, undone);

  return (
    <>
      {undone !== null && (
        <Message
          tone="done"
          action={
            <Button variant="default" onClick={() => onOpenCustomer(undone.others[0]?.customerId ?? '')}>
              Open {undone.others[0] === undefined ? '' : fullName(undone.others[0])}
            </Button>
          }
        >
          {namesOf(undone)} {undone.others.length === 1 ? 'has an account of its own' : 'have accounts of their own'}{' '}
          again.
        </Message>
      )}
      {rollUps.length > 0 && (
        <section className={classes['stack']} style={{ gap: 8 }} aria-label="Combined accounts">
          <h2 style={{ margin: 0, fontSize: '1.25rem', fontWeight: 600 }}>Combined accounts</h2>
          <ul className={classes['rollUps']}>
            {rollUps.map((rollUp) => (
              <li key={rollUp.rollUpId} className={classes['rollUp']}>
                <div>
                  <bdi>
                    <strong>{namesOf(rollUp)}</strong>
                  </bdi>
                  <p className={classes['soft']}>
                    {storyOf(rollUp, context)}. Can be undone until{' '}
                    {dayWords(rollUp.at + SECOND_THOUGHTS_MS, context.location)}.
                  </p>
                </div>
                {rollUp.isLatest ? (
                  <Button variant="default" onClick={() => setAsked(rollUp)}>
                    Undo Roll-Up
                  </Button>
                ) : (
                  <span className={classes['soft']}>Undo the later one first</span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {rollUps.length === 0 && !isOnline && view.standing.members.length > 1 && (
        <Message tone="offline">Which accounts were combined into this one is shown when the network is back.</Message>
      )}
      {asked !== null && (
        <UndoDialog
          rollUp={asked}
          primaryName={fullName(customer)}
          onClose={() => setAsked(null)}
          onUndone={() => {
            setUndone(asked);
            setAsked(null);
          }}
        />
      )}
    </>
  );
}

/** Asked of the server when the page opens, and again when accounts were combined or taken apart. */
function useRollUps(
  { customer, standing }: CustomerView,
  isOnline: boolean,
  undone: RollUpSummary | null,
): readonly RollUpSummary[] {
  const data = useRegisterData();
  const [rollUps, setRollUps] = useState<readonly RollUpSummary[]>([]);
  const { id, formerIdentifiers, pets, locations } = customer;
  const shape = JSON.stringify([standing.members, formerIdentifiers.length, pets.length, locations.length]);
  useEffect(() => {
    if (!isOnline) return;
    let wanted = true;
    void data.rollUpsOf(id).then((reply) => {
      if (wanted && reply.ok) setRollUps(reply.value);
    });
    return () => {
      wanted = false;
    };
  }, [data, id, isOnline, shape, undone]);
  return rollUps;
}

function UndoDialog(props: {
  readonly rollUp: RollUpSummary;
  readonly primaryName: string;
  readonly onClose: () => void;
  readonly onUndone: () => void;
}) {
  const { rollUp, primaryName, onClose, onUndone } = props;
  const data = useRegisterData();
  const isOnline = useStatusPart(({ network }) => network === 'online') ?? false;
  const act = useAct();
  const undo = async () => {
    const done = await act.run(() => data.undoRollUp(rollUp.rollUpId, rollUp.primaryId));
    if (done.ok) onUndone();
  };
  return (
    <Modal opened onClose={onClose} size="lg" title="Undo Roll-Up" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={classes['stack']}>
        <ul className={classes['points']}>
          <li>
            <strong>
              <bdi>{namesOf(rollUp)}</bdi>
            </strong>{' '}
            {rollUp.others.length === 1 ? 'gets the account' : 'get their accounts'} back: contact data, cards, punches
            and points.
          </li>
          <li>
            What was entered since then stays with{' '}
            <strong>
              <bdi>{primaryName}</bdi>
            </strong>
            .
          </li>
          <li>Punches that went into a reward given since then stay used: they do not come back.</li>
        </ul>
        {!isOnline && <Message tone="offline">Undoing needs the network. Try again when it is back.</Message>}
        <AccountActMessage act={act} />
        <div className={classes['buttons']}>
          <Button variant="default" data-autofocus onClick={onClose}>
            Keep as one
          </Button>
          <Button loading={act.isSlow} disabled={!isOnline || act.isBusy} onClick={() => void undo()}>
            Undo Roll-Up
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function namesOf({ others }: RollUpSummary): string {
  return others.map(fullName).join(', ');
}

function storyOf({ at, by }: RollUpSummary, { users, location }: RegisterContext): string {
  const when = momentWords(at, location);
  if (by === null) return `Combined by itself on ${when}: name and email or phone agreed`;
  const name = users.find(({ id }) => id === by)?.username;
  return name === undefined ? `Combined on ${when}` : `Combined on ${when} by ${name}`;
}
