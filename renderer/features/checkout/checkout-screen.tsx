import { useState } from 'react';
import type { CheckoutDraft } from '../../../core/domain/transactions/checkout-draft';
import type { TransactionDocument } from '../../../core/domain/transactions/transaction-document';
import type { RegisterContext } from '../../data/register-data';
import { PurchasesScreen } from './purchases-screen';
import { RedemptionScreen } from './redemption-screen';
import { useCheckout } from './use-checkout';
import { useScans } from './use-scanner-capture';

export interface CheckoutScreenProps {
  readonly register: RegisterContext;
  readonly draft: CheckoutDraft;
  /** What the cashier has made of it: who looks at something else meanwhile comes back to this (PU-19). */
  readonly onDraft: (draft: CheckoutDraft) => void;
  /** **Incorrect Customer**: back to lookup, with the items moved or discarded (LK-6, LK-11). */
  readonly onIncorrectCustomer: (draft: CheckoutDraft, items: 'move' | 'discard') => void;
  readonly onHistory: (customerId: string, draft: CheckoutDraft) => void;
  readonly onOpenCustomer: (customerId: string) => void;
  /** **Combine Duplicate Petowner Accounts** with these queued; undefined where accounts cannot be combined (RU-2). */
  readonly onCombine: ((customerIds: readonly string[]) => void) | undefined;
  readonly onFinished: (transaction: TransactionDocument) => void;
}

/** Two screens: purchases, then redemption and finish (2.15). */
export function CheckoutScreen(props: CheckoutScreenProps) {
  const { register, draft, onFinished } = props;
  const checkout = useCheckout(register, draft, props.onDraft);
  const [screen, setScreen] = useState<'purchases' | 'redemption'>('purchases');
  const scans = useScans((checkout?.draft ?? draft).captureOn);
  if (checkout === null) return null;
  return screen === 'purchases' ? (
    <PurchasesScreen
      register={register}
      checkout={checkout}
      scans={scans}
      onCheckout={() => setScreen('redemption')}
      onIncorrectCustomer={props.onIncorrectCustomer}
      onHistory={props.onHistory}
      onOpenCustomer={props.onOpenCustomer}
      onCombine={props.onCombine}
    />
  ) : (
    <RedemptionScreen
      register={register}
      checkout={checkout}
      scans={scans}
      onBack={() => setScreen('purchases')}
      onFinished={onFinished}
      onOpenCustomer={props.onOpenCustomer}
      onCombine={props.onCombine}
    />
  );
}
