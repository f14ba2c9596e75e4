import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { accountLosses, losesNothing, type AccountLosses } from '../../../core/domain/cards/account-losses';
import { accountsPlace } from '../../../core/domain/customers/accounts-place';
import { fullName } from '../../../core/domain/customers/customer';
import { mayDo } from '../../../core/domain/users/permissions';
import { useRegisterData } from '../../data/hooks';
import type { CustomerView, RegisterContext } from '../../data/register-data';
import { useAct } from '../../data/use-act';
import { Message } from '../../ui';
import { moneyWords } from '../cards';
import { AccountActMessage } from './account-act-message';
import classes from './accounts.module.css';
import { isTypedWord } from './typed-word';

export interface DeleteAccountDialogProps {
  readonly context: RegisterContext;
  readonly view: CustomerView;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
  /** **Combine instead**; undefined where accounts cannot be combined. */
  readonly onCombine: (() => void) | undefined;
}

/** **Delete Account**: what is lost is listed, and then the last name is typed (DE-2, DE-5, DE-6). */
export function DeleteAccountDialog({ context, view, onClose, onDeleted, onCombine }: DeleteAccountDialogProps) {
  const data = useRegisterData();
  const act = useAct();
  const [typed, setTyped] = useState('');
  const { customer } = view;
  const losses = accountLosses(view.cards, view.standing);
  const isEmpty = losesNothing(losses);
  const word = customer.lastName === '' ? customer.firstName : customer.lastName;
  const isMine = mayDo(context.user, 'delete-customer', {
    settings: context.settings,
    location: accountsPlace([customer]),
  });

  const remove = async () => {
    if (!isEmpty && !isTypedWord(typed, word)) return;
    const done = await act.run(() => data.deleteCustomer(customer.id));
    if (done.ok) onDeleted();
  };
  return (
    <Modal opened onClose={onClose} size="lg" title="Delete Account" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        className={classes['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void remove();
        }}
      >
        {isMine ? (
          <p className={classes['text']}>
            The account of{' '}
            <strong>
              <bdi>{fullName(customer)}</bdi>
            </strong>{' '}
            goes from every register{isEmpty ? '. It holds no cards, rewards or points.' : ', and with it:'}
          </p>
        ) : (
          <Message tone="refused">
            {fullName(customer)} belongs to other locations too ({placesOf(view, context)}). Only an Administrator of
            the master location can delete this account.
          </Message>
        )}
        {!isEmpty && <Losses losses={losses} />}
        {isMine && !isEmpty && (
          <TextInput
            label={`Type the last name to delete: ${word}`}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
          />
        )}
        {isMine && (
          <p className={classes['soft']}>
            For 90 days an Administrator can bring it back under My Customers, Deleted customers, with everything it
            holds. Then the personal data is erased.
          </p>
        )}
        <AccountActMessage act={act} />
        <div className={classes['buttons']}>
          {onCombine !== undefined && (!isEmpty || !isMine) && (
            <Button className={classes['aside'] ?? ''} variant="default" onClick={onCombine}>
              Combine instead
            </Button>
          )}
          <Button variant={isMine ? 'default' : 'filled'} data-autofocus onClick={onClose}>
            Keep
          </Button>
          {isMine && (
            <Button
              type="submit"
              color="red"
              loading={act.isSlow}
              disabled={act.isBusy || (!isEmpty && !isTypedWord(typed, word))}
            >
              Delete Account
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}

function placesOf({ customer }: CustomerView, { settings }: RegisterContext): string {
  const names = customer.locations.map(
    ({ locationId }) => settings.locations.find(({ id }) => id === locationId)?.name,
  );
  return names.filter((name) => name !== undefined).join(', ');
}

function Losses({ losses }: { readonly losses: AccountLosses }) {
  const { openCards, rewards, points, storeCreditCents } = losses;
  return (
    <ul className={classes['losses']} aria-label="What is lost" tabIndex={0}>
      {rewards.map((card) => (
        <li key={card.id}>
          <span>
            {card.manufacturer} {card.cardTitle}
          </span>
          <strong>Unredeemed reward</strong>
        </li>
      ))}
      {openCards.map((card) => (
        <li key={card.id}>
          <span>
            {card.manufacturer} {card.cardTitle}
          </span>
          <strong>
            {card.count} of {card.buyX} punches
          </strong>
        </li>
      ))}
      {points !== 0 && (
        <li>
          <span>Points</span>
          <strong>{points.toLocaleString()}</strong>
        </li>
      )}
      {storeCreditCents !== 0 && (
        <li>
          <span>Store credit</span>
          <strong>{moneyWords(storeCreditCents)}</strong>
        </li>
      )}
    </ul>
  );
}
