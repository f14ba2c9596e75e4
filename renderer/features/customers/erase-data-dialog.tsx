import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useRegisterData, useStatusPart } from '../../data/hooks';
import { useAct } from '../../data/use-act';
import { Message } from '../../ui';
import { AccountActMessage } from './account-act-message';
import classes from './accounts.module.css';
import { isTypedWord } from './typed-word';

const WORD = 'ERASE';

/** A customer's wish: everything personal goes at once and for good, behind a typed word (DE-7, SE privacy). */
export function EraseDataDialog(props: {
  readonly customerId: string;
  readonly name: string;
  readonly onClose: () => void;
  readonly onErased: () => void;
}) {
  const { customerId, name, onClose, onErased } = props;
  const data = useRegisterData();
  const isOnline = useStatusPart(({ network }) => network === 'online') ?? false;
  const act = useAct();
  const [typed, setTyped] = useState('');

  const erase = async () => {
    if (!isTypedWord(typed, WORD) || act.isBusy) return;
    const done = await act.run(() => data.eraseCustomer(customerId));
    if (done.ok) onErased();
  };
  return (
    <Modal opened onClose={onClose} size="lg" title="Erase personal data" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        className={classes['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void erase();
        }}
      >
        <p className={classes['text']}>
          Use this when{' '}
          <strong>
            <bdi>{name}</bdi>
          </strong>{' '}
          asked for it. Name, email, phone, address, pets and messages go from the server and from every register, with
          all cards, rewards and points.
        </p>
        <Message tone="refused">Nobody can undo this.</Message>
        <p className={classes['soft']}>
          Past purchases and free items stay in reports without a name, so that what distributors owe does not change.
        </p>
        {!isOnline && <Message tone="offline">Erasing needs the network. Try again when it is back.</Message>}
        <TextInput
          label={`Type ${WORD} to confirm`}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
        />
        <AccountActMessage act={act} />
        <div className={classes['buttons']}>
          <Button variant="default" data-autofocus onClick={onClose}>
            Keep
          </Button>
          <Button
            type="submit"
            color="red"
            loading={act.isSlow}
            disabled={!isOnline || act.isBusy || !isTypedWord(typed, WORD)}
          >
            Erase personal data
          </Button>
        </div>
      </form>
    </Modal>
  );
}
