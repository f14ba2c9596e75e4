import { Button, Checkbox, Modal, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MultiPurchaseReason } from '../../../core/domain/transactions/transaction';
import { submitReasons } from '../../../core/domain/transactions/draft-rewards';
import { Message } from '../../ui';
import { reasonWords } from '../cards';
import classes from './checkout.module.css';
import type { Checkout } from './use-checkout';

interface Answer {
  readonly reason: MultiPurchaseReason | null;
  readonly text: string;
}

const choices = Object.entries(reasonWords).map(([value, label]) => ({ value, label }));

/** **Multi-Purchase**: why one card received more than one unit; without a reason one cannot go on (MP-1 … MP-5). */
export function MultiPurchaseDialog(props: {
  readonly checkout: Checkout;
  readonly onCancel: () => void;
  readonly onSubmitted: () => void;
}) {
  const { checkout, onCancel, onSubmitted } = props;
  const rows = checkout.view.multiPurchase;
  const [same, setSame] = useState(true);
  const [answers, setAnswers] = useState<Readonly<Record<string, Answer>>>({});
  const first = rows[0]?.key ?? '';
  const answerOf = (key: string): Answer => answers[same ? first : key] ?? { reason: null, text: '' };
  const answer = (key: string, part: Partial<Answer>) =>
    setAnswers({ ...answers, [same ? first : key]: { ...answerOf(key), ...part } });
  const complete = rows.every((row) => answerOf(row.key).reason !== null);

  const submit = () => {
    const reasons = rows.flatMap(({ key }) => {
      const { reason, text } = answerOf(key);
      return reason === null ? [] : [{ key, reason, text: reason === 'other' ? text.trim() : '' }];
    });
    if (complete && checkout.act((draft, context) => submitReasons(draft, context, reasons)) !== null) onSubmitted();
  };

  return (
    <Modal opened onClose={onCancel} title="Multi-Purchase" size="lg" closeButtonProps={{ 'aria-label': 'Cancel' }}>
      <form
        className={classes['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p className={classes['soft']}>More than one unit went onto one card. Brands ask why.</p>
        {checkout.refusal !== null && (
          <Message tone="refused" code={checkout.refusal.code}>
            {checkout.refusal.message}
          </Message>
        )}
        {rows.map((row, index) => {
          const { reason, text } = answerOf(row.key);
          const title = `${row.card.manufacturer} – ${row.card.cardTitle}`;
          const shown = !same || index === 0;
          return (
            <div key={row.key} className={classes['reasonRow']}>
              <span className={classes['lineName']}>
                {title}
                <span className={classes['lineNote']}>{row.newUnits} new punches</span>
              </span>
              {shown && (
                <div className={classes['stack']} style={{ gap: 8 }}>
                  <Select
                    aria-label={`Reason for ${title}`}
                    placeholder="Choose a reason"
                    data={choices}
                    value={reason}
                    data-autofocus={index === 0 || undefined}
                    onChange={(value) => answer(row.key, { reason: value as MultiPurchaseReason | null })}
                  />
                  {reason === 'other' && (
                    <TextInput
                      aria-label="Which reason"
                      placeholder="Which reason (3 to 200 characters)"
                      maxLength={200}
                      value={text}
                      onChange={(event) => answer(row.key, { text: event.currentTarget.value })}
                    />
                  )}
                </div>
              )}
            </div>
          );
        })}
        {rows.length > 1 && (
          <Checkbox label="Same for all" checked={same} onChange={(event) => setSame(event.currentTarget.checked)} />
        )}
        <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 12 }}>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" size="lg" disabled={!complete}>
            Submit Reason
          </Button>
        </div>
      </form>
    </Modal>
  );
}
