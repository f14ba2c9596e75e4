import { Button } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { TransactionDocument } from '../../../core/domain/transactions/transaction-document';
import { useCustomer, useRegisterContext, useRegisterData } from '../../data/hooks';
import { momentWords, NextStep, Screen, useHotkey } from '../../ui';
import { CustomerCard, moneyWords } from '../cards';
import classes from './checkout.module.css';

export interface DoneScreenProps {
  readonly transaction: TransactionDocument;
  readonly onNext: () => void;
  readonly onHome: () => void;
}

/** The receipt of a finished transaction: it is safe on disk, whatever happens now (OX-1). */
export function DoneScreen({ transaction, onNext, onHome }: DoneScreenProps) {
  const { facts } = transaction;
  const data = useRegisterData();
  const context = useRegisterContext();
  const customer = useCustomer(facts.customerId);
  useEffect(() => {
    // Painted, so somebody may have seen it: until then its draft brings it back after a power cut (PU-19).
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => void data.discardDraft(transaction.id));
    });
    return () => cancelAnimationFrame(frame);
  }, [data, transaction.id]);
  useHotkey('F2', onNext);
  const touched = new Set(facts.punches.map((punch) => punch.programCardId));
  const cards = (customer?.cards ?? []).filter(
    (card) => touched.has(card.programCardId) && (card.status === 'open' || card.status === 'completed'),
  );
  const locationName = (id: string) => context?.settings.locations.find((one) => one.id === id)?.name ?? '';
  const finishedAt = context == null ? '' : momentWords(transaction.finishedAt, context.location);
  return (
    <Screen
      title="Finished"
      isOnlyRead
      subtitle={`Receipt ${facts.receiptNumber} · ${finishedAt}`}
      actions={
        <Button variant="default" onClick={onHome}>
          Home
        </Button>
      }
      nextStep={
        <NextStep hotkey="F12" onClick={onNext}>
          Next customer
        </NextStep>
      }
    >
      <div className={classes['done']} data-testid="receipt" data-transaction={transaction.id}>
        <p className={classes['doneLead']}>
          <IconCircleCheckFilled size={40} aria-hidden="true" />
          <span>
            Saved on this register{customer == null ? '' : ' for '}
            {customer != null && (
              <bdi>
                {customer.customer.firstName} {customer.customer.lastName}
              </bdi>
            )}
          </span>
        </p>
        {facts.discountCents > 0 && (
          <p className={classes['doneMoney']}>
            <span>Discount to give</span>
            <strong>{moneyWords(facts.discountCents)}</strong>
          </p>
        )}
        <ul className={classes['receiptLines']} aria-label="Receipt">
          {facts.lines.map((line, index) => (
            <li key={index}>
              <span>{line.quantity} ×</span>
              <span>{line.description === '' ? line.upc : line.description}</span>
              <strong>{line.kind === 'free-good' ? 'Free' : ''}</strong>
            </li>
          ))}
        </ul>
        {cards.length > 0 && (
          <div className={classes['cards']}>
            {cards.map((card) => (
              <CustomerCard key={card.id} card={card} locationName={locationName} />
            ))}
          </div>
        )}
      </div>
    </Screen>
  );
}
