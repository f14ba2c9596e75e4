import { Button, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { fullName, type Customer } from '../../../core/domain/customers/customer';
import { formerValueWords } from '../../../core/domain/customers/former-value';
import type { FormerValue } from '../../../core/sync/accounts';
import { useRegisterData, useStatusPart } from '../../data/hooks';
import type { DataRefusal, RegisterContext } from '../../data/register-data';
import { Message, momentWords } from '../../ui';
import classes from './accounts.module.css';

/** What name, email, phone, address and pets were before, and what another register overtook (CP-7, CP-9). For Administrators. */
export function FormerValuesDialog(props: {
  readonly context: RegisterContext;
  readonly customer: Customer;
  readonly onClose: () => void;
}) {
  const { context, customer, onClose } = props;
  const { values, refusal } = useFormerValues(customer);
  const said = (values ?? []).flatMap((one) => {
    const words = formerValueWords(one.field, one.value, context.location.country);
    return words === null ? [] : [{ ...words, story: storyOf(one, context) }];
  });
  return (
    <Modal opened onClose={onClose} size="lg" title="Former contact data" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={classes['stack']}>
        {refusal !== null && (
          <Message tone={refusal.kind === 'offline' ? 'offline' : 'refused'} code={refusal.code}>
            {refusal.kind === 'offline'
              ? 'Former contact data is kept at the server. Try again when it is back.'
              : refusal.message}
          </Message>
        )}
        {values !== null && said.length === 0 && (
          <p className={classes['text']}>
            Nothing of <bdi>{fullName(customer)}</bdi> was changed since the account was added.
          </p>
        )}
        {said.length > 0 && (
          <dl className={classes['former']} aria-label="Former contact data">
            {said.map(({ what, value, story }, place) => (
              <div key={place}>
                <dt>{what}</dt>
                <dd>
                  <bdi>{value}</bdi>
                  <p className={classes['soft']}>{story}</p>
                </dd>
              </div>
            ))}
          </dl>
        )}
        <div className={classes['buttons']}>
          <Button variant="default" data-autofocus onClick={onClose}>
            Close
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** Asked of the server when the window opens, and again when the network comes back or the customer changes. */
function useFormerValues({ id, stamps }: Customer) {
  const data = useRegisterData();
  const isOnline = useStatusPart(({ network }) => network === 'online') ?? false;
  const [values, setValues] = useState<readonly FormerValue[] | null>(null);
  const [refusal, setRefusal] = useState<DataRefusal | null>(null);
  // Views come again and again; what was edited is another question.
  const edited = JSON.stringify(stamps);
  useEffect(() => {
    let wanted = true;
    void data.formerValuesOf(id).then((reply) => {
      if (!wanted) return;
      if (reply.ok) setValues(reply.value);
      setRefusal(reply.ok ? null : reply.refusal);
    });
    return () => {
      wanted = false;
    };
  }, [data, id, edited, isOnline]);
  return { values, refusal };
}

function storyOf(
  { replacedAt, locationId, registerName }: FormerValue,
  { settings, location }: RegisterContext,
): string {
  const until = `Until ${momentWords(replacedAt, location)}`;
  const place = settings.locations.find(({ id }) => id === locationId)?.name;
  return place === undefined ? until : `${until}, at ${place}, ${registerName}`;
}
