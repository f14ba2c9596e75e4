import { Button, Modal, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useRegisterData } from '../../data/hooks';
import type { DataRefusal } from '../../data/register-data';
import { Message } from '../../ui';
import accounts from './accounts.module.css';
import classes from './customers.module.css';

type Step =
  { readonly kind: 'ask' } | { readonly kind: 'writing' } | { readonly kind: 'done'; readonly fileName: string };

/** A copy of everything kept of a customer, for the customer who asks for it. */
export function DataCopyDialog(props: {
  readonly customerId: string;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const { customerId, name, onClose } = props;
  const data = useRegisterData();
  const [format, setFormat] = useState<'xlsx' | 'json'>('xlsx');
  const [step, setStep] = useState<Step>({ kind: 'ask' });
  const [refusal, setRefusal] = useState<DataRefusal | null>(null);

  const run = async () => {
    setRefusal(null);
    setStep({ kind: 'writing' });
    const reply = await data.exportCustomerCopy(customerId, format);
    if (!reply.ok) setRefusal(reply.refusal);
    setStep(reply.ok && reply.value !== null ? { kind: 'done', fileName: reply.value.fileName } : { kind: 'ask' });
  };

  return (
    <Modal opened onClose={onClose} title="Copy of customer data" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={classes['stack']}>
        {refusal !== null && (
          <Message tone="refused" code={refusal.code}>
            {refusal.message}
          </Message>
        )}
        {step.kind === 'done' ? (
          <Message tone="done">Written to {step.fileName}</Message>
        ) : (
          <>
            <p className={accounts['text']}>
              Everything kept of <bdi>{name}</bdi>: contact data, pets, consent, cards and visits. Give the file to this
              customer only.
            </p>
            <SegmentedControl
              aria-label="File format"
              value={format}
              onChange={(value) => setFormat(value === 'json' ? 'json' : 'xlsx')}
              data={[
                { value: 'xlsx', label: 'Excel (XLSX)' },
                { value: 'json', label: 'For computers (JSON)' },
              ]}
            />
            <p className={classes['soft']}>
              Without network, former contact data and visits that lie far back are not in it.
            </p>
          </>
        )}
        <div className={classes['buttons']}>
          <Button variant="default" onClick={onClose}>
            {step.kind === 'done' ? 'Close' : 'Cancel'}
          </Button>
          {step.kind !== 'done' && (
            <Button data-autofocus loading={step.kind === 'writing'} onClick={() => void run()}>
              Choose a file name…
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}
