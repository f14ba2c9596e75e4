import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isAddressComplete } from '../../../core/domain/customers/address';
import { programBook, type ProgramBook } from '../../../core/domain/programs/program-book';
import type { CheckoutContext } from '../../../core/domain/transactions/checkout-context';
import type { CheckoutDraft } from '../../../core/domain/transactions/checkout-draft';
import type { CheckoutRefusal } from '../../../core/domain/transactions/checkout-refusal';
import { checkoutView, type CheckoutView } from '../../../core/domain/transactions/checkout-view';
import { businessDateAt } from '../../../core/kernel/calendar';
import type { Result } from '../../../core/kernel/result';
import { useCustomer, useRegisterData } from '../../data/hooks';
import type { CustomerView, DataRefusal, RegisterContext } from '../../data/register-data';
import { soundRefused } from './sounds';

/** One act of the cashier on a draft. */
export type CheckoutAct = (draft: CheckoutDraft, context: CheckoutContext) => Result<CheckoutDraft, CheckoutRefusal>;

/** A checkout in progress, as the screens use it. */
export interface Checkout {
  readonly draft: CheckoutDraft;
  readonly view: CheckoutView;
  readonly context: CheckoutContext;
  readonly book: ProgramBook;
  readonly customer: CustomerView | null;
  /** The last refusal; stays until the next act that works. */
  readonly refusal: CheckoutRefusal | DataRefusal | null;
  /**
   * Does an act on the newest draft: keeps the draft it made on disk (PU-19), or sounds the refusal and shows it, unless
   * `onRefused` does. Answers the draft it made, or null.
   */
  readonly act: (work: CheckoutAct, onRefused?: (refusal: CheckoutRefusal) => void) => CheckoutDraft | null;
  readonly refuse: (refusal: CheckoutRefusal | DataRefusal | null) => void;
}

/** The draft with everything derived from it; null while the customer is read. `onDraft` hears of every newer draft. */
export function useCheckout(
  register: RegisterContext,
  initial: CheckoutDraft,
  onDraft: (draft: CheckoutDraft) => void,
): Checkout | null {
  const data = useRegisterData();
  const [draft, setDraft] = useState(initial);
  const [refusal, setRefusal] = useState<CheckoutRefusal | DataRefusal | null>(null);
  const customer = useCustomer(draft.customerId);
  const book = useMemo(() => programBook(register.programs), [register.programs]);

  const context = useMemo((): CheckoutContext => {
    const { location } = register;
    const contact = customer?.customer;
    return {
      book,
      locationId: location.id,
      today: businessDateAt(Date.now(), location.timeZone),
      standing: customer?.standing ?? null,
      contact:
        contact === undefined
          ? null
          : { hasEmail: contact.email !== '', hasAddress: isAddressComplete(contact.address) },
      unconfirmedTransactions: new Set(customer?.unconfirmedTransactions ?? []),
      requiredFields: [],
    };
  }, [book, customer, register]);
  const view = useMemo(() => checkoutView(draft, context), [draft, context]);

  // Several scans may arrive before the screen is drawn again: each must see the draft the one before it made.
  const latest = useRef(draft);
  const told = useRef(onDraft);
  useEffect(() => {
    told.current = onDraft;
  });
  const act = useCallback(
    (work: CheckoutAct, onRefused: (refusal: CheckoutRefusal) => void = setRefusal) => {
      const outcome = work(latest.current, context);
      if (!outcome.ok) {
        onRefused(outcome.refusal);
        soundRefused();
        return null;
      }
      latest.current = outcome.value;
      told.current(outcome.value);
      setDraft(outcome.value);
      setRefusal(null);
      void data.saveDraft(outcome.value).then((saved) => {
        if (!saved.ok) setRefusal(saved.refusal);
      });
      return outcome.value;
    },
    [context, data],
  );

  useEffect(() => {
    void data.saveDraft(initial);
    // Kept once when it is opened; later changes keep themselves.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  if (draft.customerId !== null && customer === undefined) return null;
  return { draft, view, context, book, customer: customer ?? null, refusal, act, refuse: setRefusal };
}
