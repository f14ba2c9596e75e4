import { Button } from '@mantine/core';
import { IconGift, IconHistory } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { addItem, scanCode, setCapture } from '../../../core/domain/transactions/draft-lines';
import type { CheckoutDraft } from '../../../core/domain/transactions/checkout-draft';
import { ok, type Result } from '../../../core/kernel/result';
import type { UnitAdded } from '../../../core/domain/transactions/draft-lines';
import type { CheckoutRefusal } from '../../../core/domain/transactions/checkout-refusal';
import type { RegisterContext } from '../../data/register-data';
import { Message, NextStep, useArrival, useHotkey } from '../../ui';
import { EditCustomerDialog } from '../customers';
import { AvailableItemsDialog } from './available-items-dialog';
import { CardPanel } from './card-panel';
import classes from './checkout.module.css';
import { CustomerHead } from './customer-head';
import { FreeItemDialog } from './free-item-dialog';
import { IncorrectCustomerDialog } from './incorrect-customer-dialog';
import { LineList } from './line-list';
import { MultiPurchaseDialog } from './multi-purchase-dialog';
import { ScanBar } from './scan-bar';
import { RefusedScanList, scannedTooEarly, useRefusedScans } from './refused-scans';
import { soundAccepted, soundRefused, soundReward } from './sounds';
import { Sums } from './sums';
import type { Checkout } from './use-checkout';
import { useTakesScans, type Scans } from './use-scanner-capture';

export interface PurchasesScreenProps {
  readonly register: RegisterContext;
  readonly checkout: Checkout;
  readonly scans: Scans;
  readonly onCheckout: () => void;
  readonly onIncorrectCustomer: (draft: CheckoutDraft, items: 'move' | 'discard') => void;
  readonly onHistory: (customerId: string, draft: CheckoutDraft) => void;
  readonly onOpenCustomer: (customerId: string) => void;
  readonly onCombine: ((customerIds: readonly string[]) => void) | undefined;
}

type Dialog = 'edit' | 'incomplete' | 'items' | 'reasons' | 'incorrect' | null;

/** Screen 1: scan, see the cards fill, see what is due (PU-1 … PU-14). */
export function PurchasesScreen(props: PurchasesScreenProps) {
  const { register, checkout, scans, onCheckout, onIncorrectCustomer, onHistory, onOpenCustomer, onCombine } = props;
  const { draft, view, customer } = checkout;
  const [dialog, setDialog] = useState<Dialog>(null);
  const [newest, setNewest] = useState<{ readonly line: number; readonly card: string | null } | null>(null);
  const refused = useRefusedScans();
  const screen = useRef<HTMLElement>(null);
  useArrival(screen);
  const offer = view.freeItemOffers[0];

  const add = (
    work: (draft: CheckoutDraft, context: Checkout['context']) => Result<UnitAdded, CheckoutRefusal>,
    onRefused?: (refusal: CheckoutRefusal) => void,
  ) => {
    let added: UnitAdded | undefined;
    checkout.act((current, context) => {
      const outcome = work(current, context);
      if (!outcome.ok) return outcome;
      added = outcome.value;
      return ok(outcome.value.draft);
    }, onRefused);
    if (added === undefined) return;
    setNewest({ line: added.line.line, card: added.line.upc });
    soundAccepted();
  };
  const enter = (code: string, entry: 'scan' | 'typed') =>
    add(
      (current, context) => scanCode(current, context, { code, entry, at: Date.now() }),
      (refusal) => refused.add({ code, refusal }),
    );
  const scan = (code: string) => {
    // A question that must be answered first: the thing stays in the cashier's hand, and is told so.
    if (dialog === null || dialog === 'items') enter(code, 'scan');
    else {
      refused.add(scannedTooEarly(code));
      soundRefused();
    }
  };
  const choose = (upc: string, entry: 'dropdown' | 'card-click') =>
    add((current, context) => addItem(current, context, { upc, entry, at: Date.now() }));
  useTakesScans(scans, scan);

  const goOn = () => {
    if (view.checkoutBlocks.includes('multi-purchase-reason')) setDialog('reasons');
    else if (view.checkoutBlocks.length === 0) {
      if (view.rewards.some((reward) => reward.decision === 'undecided')) soundReward();
      onCheckout();
    }
  };
  useHotkey('F6', () => setDialog('edit'), customer !== null);
  useHotkey('F7', () => customer !== null && onHistory(customer.customer.id, draft), customer !== null);
  const leave = () => {
    if (draft.lines.length === 0) onIncorrectCustomer(draft, 'discard');
    else setDialog('incorrect');
  };

  const due = view.rewards.filter((reward) => reward.decision !== 'redeemed').length;
  const blocked = view.checkoutBlocks.some((block) => block !== 'multi-purchase-reason');
  return (
    <section ref={screen} tabIndex={-1} className={classes['frame']} aria-label="Checkout">
      <header className={classes['head']}>
        <CustomerHead
          customer={customer}
          onEdit={() => setDialog('edit')}
          onIncomplete={() => setDialog('incomplete')}
          onIncorrect={leave}
        />
        <div className={classes['headActions']}>
          {customer !== null && (
            <Button
              variant="default"
              leftSection={<IconHistory size={20} aria-hidden="true" />}
              onClick={() => onHistory(customer.customer.id, draft)}
            >
              History (F7)
            </Button>
          )}
        </div>
      </header>
      <div className={classes['columns']}>
        <div className={classes['left']}>
          <ScanBar
            checkout={checkout}
            captureOn={draft.captureOn}
            onCapture={(on) => checkout.act((current) => ok(setCapture(current, on)))}
            onTyped={(code) => enter(code, 'typed')}
            onChosen={(upc) => choose(upc, 'dropdown')}
          />
          <div aria-live="assertive">
            {checkout.refusal !== null && (
              <Message tone="refused" code={checkout.refusal.code}>
                {checkout.refusal.message}
              </Message>
            )}
            <RefusedScanList scans={refused.scans} onSeen={refused.clear} />
          </div>
          <LineList checkout={checkout} newest={newest?.line ?? null} />
        </div>
        <div className={classes['right']}>
          {due > 0 && (
            <div className={classes['alert']} role="status">
              <IconGift size={28} aria-hidden="true" />
              <span className={classes['alertText']}>
                <strong>Unredeemed Rewards</strong>
                <span>{due === 1 ? '1 free item' : `${due} free items`}</span>
              </span>
              <Button onClick={() => setDialog('items')}>Click to See Available Items</Button>
            </div>
          )}
          <CardPanel
            register={register}
            checkout={checkout}
            lit={newest?.card ?? null}
            onPunch={(upc) => choose(upc, 'card-click')}
          />
        </div>
      </div>
      <footer className={classes['foot']}>
        <Sums view={view} />
        <NextStep hotkey="F12" onClick={goOn} disabled={blocked}>
          Checkout
        </NextStep>
      </footer>

      {(dialog === 'edit' || dialog === 'incomplete') && customer !== null && (
        <EditCustomerDialog
          context={register}
          customer={customer.customer}
          kind={dialog}
          onClose={() => setDialog(null)}
          onOpenCustomer={onOpenCustomer}
          onCombine={onCombine}
        />
      )}
      {dialog === 'items' && <AvailableItemsDialog rewards={view.rewards} onClose={() => setDialog(null)} />}
      {dialog === 'reasons' && (
        <MultiPurchaseDialog
          checkout={checkout}
          onCancel={() => setDialog(null)}
          onSubmitted={() => {
            setDialog(null);
            onCheckout();
          }}
        />
      )}
      {dialog === 'incorrect' && (
        <IncorrectCustomerDialog
          lines={draft.lines.length}
          onCancel={() => setDialog(null)}
          onChoice={(items) => onIncorrectCustomer(draft, items)}
        />
      )}
      {dialog === null && offer !== undefined && <FreeItemDialog offer={offer} checkout={checkout} />}
    </section>
  );
}
