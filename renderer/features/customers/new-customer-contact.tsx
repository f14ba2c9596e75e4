import { Button, Checkbox } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { maySendEmail, maySendText, mayPressSave } from '../../../core/domain/customers/customer-form';
import type { MessageTemplate } from '../../../core/log/kinds';
import { useRegisterData } from '../../data/hooks';
import type { DataRefusal, RegisterContext } from '../../data/register-data';
import { NextStep, Screen } from '../../ui';
import { ContactFields, type ContactForm } from './contact-fields';
import classes from './customers.module.css';
import { RefusalMessage } from './taken-message';
import { useFormRules } from './use-location';

export interface NewCustomerContactProps {
  readonly context: RegisterContext;
  readonly initial: ContactForm;
  readonly backLabel: string;
  readonly onBack: () => void;
  readonly onSaved: (saved: { readonly customerId: string; readonly name: string }) => void;
  readonly onOpenCustomer: (customerId: string) => void;
}

/** Step 1: **Save Pet Owner** makes the account and records the messages asked for (NC-2, NC-3, NC-8). */
export function NewCustomerContact(props: NewCustomerContactProps) {
  const { context, initial, backLabel, onBack, onSaved, onOpenCustomer } = props;
  const data = useRegisterData();
  const rules = useFormRules(context);
  const [form, setForm] = useState(initial);
  const [wantsText, setWantsText] = useState(false);
  const [wantsEmail, setWantsEmail] = useState(false);
  const [refusal, setRefusal] = useState<DataRefusal | null>(null);
  const [busy, setBusy] = useState(false);
  const mayText = maySendText(form, rules.country);
  const mayMail = maySendEmail(form);
  const ready = mayPressSave(form);

  const save = async () => {
    if (!ready || busy) return;
    setBusy(true);
    const messages: MessageTemplate[] = [
      ...(wantsText && mayText ? (['opt-in-text'] as const) : []),
      ...(wantsEmail && mayMail ? (['welcome-email'] as const) : []),
    ];
    const reply = await data.addCustomer(form, messages);
    setBusy(false);
    if (reply.ok) onSaved({ customerId: reply.value.customerId, name: `${form.firstName} ${form.lastName}`.trim() });
    else setRefusal(reply.refusal);
  };

  return (
    <Screen
      title="New Pet Owner Account"
      subtitle="A first and a last name are enough."
      width="form"
      actions={
        <Button variant="default" leftSection={<IconArrowLeft size={20} aria-hidden="true" />} onClick={onBack}>
          {backLabel}
        </Button>
      }
      nextStep={
        <NextStep hotkey="F12" onClick={() => void save()} disabled={!ready} busy={busy}>
          Save Pet Owner
        </NextStep>
      }
    >
      <form
        className={classes['panel']}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {refusal !== null && (refusal.fields === undefined || refusal.other !== undefined) && (
          <RefusalMessage refusal={refusal} onOpenCustomer={onOpenCustomer} />
        )}
        <ContactFields
          value={form}
          onChange={(next) => {
            setForm(next);
            setRefusal(null);
          }}
          refusals={refusal?.fields ?? []}
          internalIdOn={rules.internalIdOn}
          autoFocus={initial.firstName === '' ? 'firstName' : 'lastName'}
        />
        <div className={classes['checks']}>
          <Checkbox
            label="Send SMS Opt In Text"
            description={mayText ? undefined : 'Needs a mobile phone'}
            checked={wantsText && mayText}
            disabled={!mayText}
            onChange={(event) => setWantsText(event.currentTarget.checked)}
          />
          <Checkbox
            label="Send Welcome Email"
            description={mayMail ? undefined : 'Needs an email'}
            checked={wantsEmail && mayMail}
            disabled={!mayMail}
            onChange={(event) => setWantsEmail(event.currentTarget.checked)}
          />
        </div>
        <button type="submit" hidden disabled={!ready} />
      </form>
    </Screen>
  );
}
