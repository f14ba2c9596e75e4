import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { TransactionDocument } from '../../../core/domain/transactions/transaction-document';
import type { CheckoutBlock } from '../../../core/domain/transactions/checkout-view';
import { redeemScannedCode, undoRedemption } from '../../../core/domain/transactions/draft-rewards';
import { ok } from '../../../core/kernel/result';
import { useRegisterData } from '../../data/hooks';
import type { RegisterContext } from '../../data/register-data';
import { Message, NextStep, Screen } from '../../ui';
import { EditCustomerDialog } from '../customers';
import classes from './checkout.module.css';
import { MultiPurchaseDialog } from './multi-purchase-dialog';
import { RedeemedList } from './redeemed-list';
import { RewardChoice } from './reward-choice';
import { soundAccepted, soundRefused } from './sounds';
import { Sums } from './sums';
import type { Checkout } from './use-checkout';
import { useTakesScans, type Scans } from './use-scanner-capture';

export interface RedemptionScreenProps {
  readonly register: RegisterContext;
  readonly checkout: Checkout;
  readonly scans: Scans;
  readonly onBack: () => void;
  readonly onFinished: (transaction: TransactionDocument) => void;
  readonly onOpenCustomer: (customerId: string) => void;
  readonly onCombine: ((customerIds: readonly string[]) => void) | undefined;
}

/** Usually the receipt is there sooner, and a frame that says "busy" would only delay it. Milliseconds. */
const BUSY_AFTER_MS = 100;

const blockWords: Readonly<Record<CheckoutBlock, string>> = {
  'nothing-entered': 'Nothing was entered yet',
  'multi-purchase-reason': 'A Multi-Purchase reason is missing',
  'custom-field': 'A required field is empty',
  'reward-undecided': 'Redeem each reward, or keep it with Redeem Later',
  'redemption-lapsed': 'A chosen reward is no longer due: undo it',
  'customer-data': 'The program needs more of the customer: add it, or choose Redeem Later',
};

/** Screen 2: take the rewards, then **Finished** (RD-2 … RD-8). */
export function RedemptionScreen(props: RedemptionScreenProps) {
  const { register, checkout, scans, onBack, onFinished, onOpenCustomer, onCombine } = props;
  const data = useRegisterData();
  const { view, draft, customer } = checkout;
  const [finishing, setFinishing] = useState(false);
  const [asking, setAsking] = useState<'customer' | 'reasons' | null>(null);
  const finished = useRef(false);

  useTakesScans(scans, (code) => {
    if (finished.current) return;
    const taken = checkout.act((current, context) =>
      redeemScannedCode(current, context, { code, redemptionId: crypto.randomUUID() }),
    );
    if (taken !== null) soundAccepted();
  });

  const finish = async () => {
    // A second press while the first is on its way to disk is the same Finished (OX-2).
    if (finished.current) return;
    finished.current = true;
    const busy = setTimeout(() => setFinishing(true), BUSY_AFTER_MS);
    const reply = await data.finish(draft);
    clearTimeout(busy);
    if (reply.ok) return onFinished(reply.value);
    finished.current = false;
    setFinishing(false);
    checkout.refuse(reply.refusal);
    soundRefused();
  };

  const block = view.finishBlocks[0];
  const open = view.rewards.filter((reward) => reward.decision !== 'redeemed');
  return (
    <Screen
      title={view.rewards.length > 0 ? 'Reward Redemption' : 'Ready to finish'}
      subtitle={
        customer === null ? (
          'Sale without a customer'
        ) : (
          <bdi>{`${customer.customer.firstName} ${customer.customer.lastName}`}</bdi>
        )
      }
      actions={
        <Button variant="default" leftSection={<IconArrowLeft size={20} aria-hidden="true" />} onClick={onBack}>
          Back to purchases
        </Button>
      }
      footer={<Sums view={view} />}
      nextStep={
        <NextStep
          hotkey="F12"
          onClick={() => void finish()}
          disabled={block !== undefined}
          busy={finishing}
          {...(block === undefined ? {} : { hint: blockWords[block] })}
        >
          Finished
        </NextStep>
      }
    >
      <div className={classes['rewards']}>
        {checkout.refusal !== null && (
          <Message tone="refused" code={checkout.refusal.code}>
            {checkout.refusal.message}
          </Message>
        )}
        {view.missingData.length > 0 && (
          <Message tone="notice" action={<Button onClick={() => setAsking('customer')}>Add it now</Button>}>
            This program needs the customer&apos;s {view.missingData.join(' and ')} before the reward is given.
          </Message>
        )}
        {view.finishBlocks.includes('multi-purchase-reason') && (
          // A free item that was taken back is a purchase again, and may be the second one of its card (MP-1).
          <Message tone="notice" action={<Button onClick={() => setAsking('reasons')}>Give the reason</Button>}>
            More than one unit went onto one card.
          </Message>
        )}
        {view.lapsed.map((lapsed) => (
          <Message
            key={lapsed.redemption.redemptionId}
            tone="notice"
            action={
              <Button onClick={() => checkout.act((current) => ok(undoRedemption(current, lapsed.key)))}>
                Undo Redemption
              </Button>
            }
          >
            A chosen reward can no longer be given.
          </Message>
        ))}
        {open.map((reward) => (
          <RewardChoice key={reward.key} reward={reward} checkout={checkout} />
        ))}
        <RedeemedList checkout={checkout} />
        {view.rewards.length === 0 && <p className={classes['soft']}>No reward is due in this visit.</p>}
      </div>
      {asking === 'reasons' && (
        <MultiPurchaseDialog checkout={checkout} onCancel={() => setAsking(null)} onSubmitted={() => setAsking(null)} />
      )}
      {asking === 'customer' && customer !== null && (
        <EditCustomerDialog
          context={register}
          customer={customer.customer}
          kind="edit"
          onClose={() => setAsking(null)}
          onOpenCustomer={onOpenCustomer}
          onCombine={onCombine}
        />
      )}
    </Screen>
  );
}
