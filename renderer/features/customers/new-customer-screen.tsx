import { useState } from 'react';
import type { RegisterContext } from '../../data/register-data';
import { emptyContact } from './contact-fields';
import { NewCustomerDetails } from './new-customer-details';
import { NewCustomerContact, type SavedCustomer, type StepOne } from './new-customer-contact';

export interface NewCustomerScreenProps {
  readonly context: RegisterContext;
  /** Typed lookup text that found nobody, in the field it belongs to (NC-21); or the form as it was left. */
  readonly prefill: Partial<StepOne>;
  /** Step 2 is where it begins, for a customer who was added before. */
  readonly saved: SavedCustomer | null;
  /** What was typed and saved so far, at every change: who looks at something else comes back to it. */
  readonly onProgress: (progress: { readonly prefill: Partial<StepOne>; readonly saved: SavedCustomer | null }) => void;
  readonly backLabel: string;
  readonly onBack: () => void;
  /** **Finished** on step 2 leads to the customer's checkout (NC-12). */
  readonly onFinished: (customerId: string) => void;
  readonly onOpenCustomer: (customerId: string) => void;
  /** Opens the combine screen with these accounts queued; left out where accounts cannot be combined (RU-2). */
  readonly onCombine?: ((customerIds: readonly string[]) => void) | undefined;
}

/** **New Pet Owner Account**: contact data first, then address and pet; the account exists after step 1 (NC-14). */
export function NewCustomerScreen(props: NewCustomerScreenProps) {
  const { context, prefill, backLabel, onBack, onProgress, onFinished, onOpenCustomer, onCombine } = props;
  const [saved, setSaved] = useState(props.saved);
  if (saved !== null) {
    return <NewCustomerDetails context={context} {...saved} onFinished={onFinished} />;
  }
  return (
    <NewCustomerContact
      context={context}
      initial={{ ...emptyContact, ...prefill }}
      backLabel={backLabel}
      onBack={onBack}
      onTyped={(typed) => onProgress({ prefill: typed, saved: null })}
      onSaved={(added) => {
        onProgress({ prefill: {}, saved: added });
        setSaved(added);
      }}
      onOpenCustomer={onOpenCustomer}
      onCombine={onCombine}
    />
  );
}
