import { Button, Modal } from '@mantine/core';
import { useRef, useState } from 'react';
import { accountForm, checkAccount } from '../../../core/domain/customers/conversion';
import { checkEdit, editForm } from '../../../core/domain/customers/edit-form';
import { fullName, type Customer } from '../../../core/domain/customers/customer';
import { maySendEmail } from '../../../core/domain/customers/customer-form';
import type { FieldRefusal } from '../../../core/domain/customers/field-refusal';
import { mayDo } from '../../../core/domain/users/permissions';
import { useRegisterData } from '../../data/hooks';
import type { DataRefusal, RegisterContext } from '../../data/register-data';
import { KeyCap } from '../../ui';
import { AccountTypeFields } from './account-type-fields';
import { AddressFields } from './address-fields';
import { ContactFields } from './contact-fields';
import classes from './customers.module.css';
import { PetFields } from './pet-fields';
import { RemovePetQuestion } from './remove-pet-question';
import { SimilarCustomersList } from './similar-customers-list';
import { RefusalMessage } from './taken-message';
import { useFirstRefused } from './use-first-refused';
import { useFormRules } from './use-location';
import { useSimilarCustomers } from './use-similar-customers';

export interface EditCustomerDialogProps {
  readonly context: RegisterContext;
  readonly customer: Customer;
  /** **Incomplete Customer Information** asks for what is missing and for pets (IC-4). */
  readonly kind: 'edit' | 'incomplete';
  readonly onClose: () => void;
  readonly onOpenCustomer: (customerId: string) => void;
  /** Opens the combine screen with these accounts queued; left out where accounts cannot be combined (RU-2). */
  readonly onCombine?: ((customerIds: readonly string[]) => void) | undefined;
}

/** **Edit User**, from the customer page and from checkout (CP-3, CP-4); what is scanned stays (CP-5, IC-5). */
export function EditCustomerDialog(props: EditCustomerDialogProps) {
  const { context, customer, kind, onClose, onOpenCustomer, onCombine } = props;
  const data = useRegisterData();
  const rules = useFormRules(context);
  // The window edits what it was opened with; what others change meanwhile survives field by field (CP-9).
  const [before] = useState(customer);
  const [form, setForm] = useState(() => editForm(customer, rules));
  const [account, setAccount] = useState(() => accountForm(customer));
  const mayConvert = mayDo(context.user, 'convert-account', context); // EB-13
  const [refusals, setRefusals] = useState<readonly FieldRefusal[]>([]);
  const [trouble, setTrouble] = useState<DataRefusal | null>(null);
  const [busy, setBusy] = useState(false);
  const [removing, setRemoving] = useState<string | null>(null);
  const similar = useSimilarCustomers(form, rules, onOpenCustomer, before, account);
  const formElement = useRef<HTMLFormElement>(null);
  useFirstRefused(formElement, trouble ?? (refusals.length > 0 ? refusals : null));

  const save = async (verify: boolean) => {
    const checked = checkEdit(before, form, rules);
    const converted = checkAccount(before, account);
    if (!checked.ok || !converted.ok) {
      return setRefusals([...(checked.ok ? [] : checked.refusal), ...(converted.ok ? [] : converted.refusal)]);
    }
    const changes = { ...checked.value, ...converted.value };
    setRefusals(similar.refusal?.fields ?? []);
    setTrouble(similar.refusal);
    if (similar.refusal !== null) return;
    if (!verify && Object.keys(changes).length === 0) return onClose();
    setBusy(true);
    const reply = await data.editCustomer(before.id, changes, verify ? ['verification-email'] : []);
    setBusy(false);
    if (reply.ok) return onClose();
    setRefusals(reply.refusal.fields ?? []);
    // A field says what is wrong with it; whom an identifier belongs to is said with a way to open that customer (IC-7).
    if (reply.refusal.fields === undefined || reply.refusal.other !== undefined) setTrouble(reply.refusal);
  };

  const removingPet = form.pets.find((pet) => pet.id === removing);
  const isVerified = before.emailState === 'verified' && form.email === before.email;
  const firstMissing = before.email === '' ? 'email' : 'phone';
  return (
    <Modal
      opened
      onClose={onClose}
      // While a pet is asked about, Escape answers that question and not the window behind it.
      closeOnEscape={removing === null}
      // What was typed is not lost by a finger beside the window.
      closeOnClickOutside={false}
      size={880}
      title={
        kind === 'edit' ? `Edit User – ${fullName(before)}` : `Incomplete Customer Information – ${fullName(before)}`
      }
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        ref={formElement}
        className={classes['stack']}
        onSubmit={(event) => {
          event.preventDefault();
          void save(false);
        }}
        onKeyDown={(event) => {
          // The key of every next step, here of the one in the window.
          if (event.key !== 'F12' || event.repeat || busy || removing !== null) return;
          event.preventDefault();
          void save(false);
        }}
      >
        {trouble !== null && (
          <RefusalMessage
            refusal={trouble}
            onOpenCustomer={similar.open}
            onCombine={onCombine && ((otherId) => onCombine([before.id, otherId]))}
          />
        )}
        <ContactFields
          value={form}
          onChange={(contact) => {
            setForm({ ...form, ...contact });
            setRefusals([]);
            setTrouble(null);
          }}
          refusals={refusals}
          internalIdOn={rules.internalIdOn}
          country={rules.country}
          autoFocus={kind === 'incomplete' ? firstMissing : 'firstName'}
        />
        <SimilarCustomersList
          similar={{ ...similar, holders: similar.holders.filter(({ id }) => id !== trouble?.other?.customerId) }}
          context={context}
          onCombine={onCombine && ((otherIds) => onCombine([before.id, ...otherIds]))}
        />
        {kind === 'edit' && mayConvert && (
          <AccountTypeFields
            context={context}
            before={before}
            value={account}
            onChange={(next) => {
              setAccount(next);
              setRefusals([]);
              setTrouble(null);
            }}
            refusals={refusals}
          />
        )}
        <h3 className={classes['section']}>Pet Information</h3>
        <PetFields
          several
          pets={form.pets}
          refusals={refusals}
          onChange={(pets) => {
            const gone = form.pets.find((pet) => !pets.some((one) => one.id === pet.id));
            const wasStored = gone !== undefined && before.pets.some((pet) => pet.id === gone.id);
            if (gone !== undefined && wasStored) setRemoving(gone.id);
            else {
              setForm({ ...form, pets });
              setRefusals([]);
            }
          }}
        />
        {kind === 'edit' && (
          <>
            <h3 className={classes['section']}>Home address</h3>
            <AddressFields
              value={form.address}
              onChange={(address) => {
                setForm({ ...form, address });
                setRefusals([]);
              }}
              refusals={refusals}
              homeCountry={rules.country}
            />
          </>
        )}
        <div className={classes['dialogFoot']}>
          <Button
            variant="default"
            disabled={busy || isVerified || !maySendEmail(form)}
            onClick={() => void save(true)}
          >
            {isVerified ? 'Email Verified' : 'Save and Send Verification Email'}
          </Button>
          <Button type="submit" loading={busy} rightSection={<KeyCap name="F12" />} aria-keyshortcuts="F12">
            {account.type === before.type ? 'Save Petowner Information' : 'Save Information and Close'}
          </Button>
        </div>
      </form>
      {removingPet !== undefined && (
        <RemovePetQuestion
          name={removingPet.name}
          onKeep={() => setRemoving(null)}
          onRemove={() => {
            setForm({ ...form, pets: form.pets.filter((pet) => pet.id !== removing) });
            setRemoving(null);
          }}
        />
      )}
    </Modal>
  );
}
