import { Button, Checkbox } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { accountForm, checkAccount, NEW_ACCOUNT, type AccountForm } from '../../../core/domain/customers/conversion';
import {
  checkNewCustomer,
  maySendEmail,
  maySendText,
  mayPressSave,
} from '../../../core/domain/customers/customer-form';
import { missingRecommended, type FieldRules, type RuledField } from '../../../core/domain/customers/field-rules';
import type { FieldRefusal } from '../../../core/domain/customers/field-refusal';
import type { MessageTemplate } from '../../../core/log/kinds';
import { mayDo } from '../../../core/domain/users/permissions';
import { useRegisterData } from '../../data/hooks';
import type { DataRefusal, RegisterContext } from '../../data/register-data';
import { NextStep, Screen } from '../../ui';
import { BreederNumbers } from './account-type-fields';
import { ContactFields, type ContactForm } from './contact-fields';
import classes from './customers.module.css';
import newClasses from './new-customer.module.css';
import { RecommendedQuestion } from './recommended-question';
import { SimilarCustomersList } from './similar-customers-list';
import { RefusalMessage } from './taken-message';
import { useFirstRefused } from './use-first-refused';
import { useFormRules } from './use-location';
import { useSimilarCustomers } from './use-similar-customers';
import { WelcomeEmailPreview } from './welcome-email-preview';

/** Whom step 1 has added. */
export interface SavedCustomer {
  readonly customerId: string;
  readonly name: string;
  /** Why the account is a pet owner's and not yet a breeder's; null when nothing is left to do. */
  readonly refusal: DataRefusal | null;
}

/** Step 1 as it stands: what was typed, ticked and chosen. */
export interface StepOne extends ContactForm {
  readonly wantsText: boolean;
  readonly wantsEmail: boolean;
  readonly account: AccountForm;
}

export interface NewCustomerContactProps {
  readonly context: RegisterContext;
  /** What was not chosen yet is as the account's settings have it (FS-7). */
  readonly initial: ContactForm & Partial<StepOne>;
  readonly backLabel: string;
  readonly onBack: () => void;
  readonly onTyped: (typed: StepOne) => void;
  readonly onSaved: (saved: SavedCustomer) => void;
  readonly onOpenCustomer: (customerId: string) => void;
  readonly onCombine: ((customerIds: readonly string[]) => void) | undefined;
}

/** Step 1: **Save Pet Owner** makes the account and records the messages asked for (NC-2, NC-3, NC-8). */
export function NewCustomerContact(props: NewCustomerContactProps) {
  const { context, initial, backLabel, onBack, onTyped, onSaved, onOpenCustomer, onCombine } = props;
  const data = useRegisterData();
  const rules = useFormRules(context);
  const { rules: fieldRules, textByDefault, welcomeByDefault } = context.settings.customerFields;
  // Ticked beforehand where the account says so; the cashier may take the tick away (FS-7).
  const [typed, setTyped] = useState<StepOne>(() => {
    return { wantsText: textByDefault, wantsEmail: welcomeByDefault, account: accountForm(NEW_ACCOUNT), ...initial };
  });
  const { wantsText, wantsEmail, account, ...form } = typed;
  const change = (part: Partial<StepOne>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    onTyped(next);
  };
  const [asking, setAsking] = useState<readonly RuledField[]>([]);
  const isBreeder = account.type === 'breeder';
  // There where a breeder program runs, for whoever may convert (NC-13, EB-2, EB-13).
  const mayAddBreeder =
    context.settings.features.includes('breeder_accounts') && mayDo(context.user, 'convert-account', context);
  const [accountRefusals, setAccountRefusals] = useState<readonly FieldRefusal[]>([]);
  const [isPreviewOpen, setIsPreviewOpen] = useState(false);
  const [refusal, setRefusal] = useState<DataRefusal | null>(null);
  const [busy, setBusy] = useState(false);
  const mayText = maySendText(form, rules.country);
  const mayMail = maySendEmail(form);
  const ready = mayPressSave(form);
  const similar = useSimilarCustomers(form, rules, onOpenCustomer);
  const formElement = useRef<HTMLFormElement>(null);
  useFirstRefused(formElement, refusal ?? (accountRefusals.length > 0 ? accountRefusals : null));

  const press = () => {
    if (!ready || busy) return;
    const converted = checkAccount(NEW_ACCOUNT, account);
    setAccountRefusals(converted.ok ? [] : converted.refusal);
    if (!converted.ok) return;
    if (similar.refusal !== null) return setRefusal(similar.refusal);
    const given = { email: form.email.trim() !== '', phone: form.phone.trim() !== '' };
    const missing = missingRecommended(given, fieldRules);
    // What is refused anyway is said first; the question comes when nothing else stands against saving (FS-3).
    if (missing.length > 0 && checkNewCustomer(form, { ...rules, fieldRules }).ok) setAsking(missing);
    else void save();
  };

  const save = async () => {
    setAsking([]);
    setBusy(true);
    const messages: MessageTemplate[] = [
      ...(wantsText && mayText ? (['opt-in-text'] as const) : []),
      ...(wantsEmail && mayMail ? (['welcome-email'] as const) : []),
    ];
    const reply = await data.addCustomer(form, messages);
    const converted = checkAccount(NEW_ACCOUNT, account);
    // The account is there (NC-14); what it is follows as the change an Admin makes of it (EB-5).
    const made =
      reply.ok && converted.ok && isBreeder
        ? await data.editCustomer(reply.value.customerId, converted.value, [])
        : null;
    setBusy(false);
    if (!reply.ok) return setRefusal(reply.refusal);
    const name = `${form.firstName} ${form.lastName}`.trim();
    onSaved({ customerId: reply.value.customerId, name, refusal: made === null || made.ok ? null : made.refusal });
  };

  return (
    <Screen
      title={isBreeder ? 'New Breeder Account' : 'New Pet Owner Account'}
      subtitle={isBreeder ? 'First and last name are needed; email and phone are encouraged.' : neededWords(fieldRules)}
      actions={
        <>
          {mayAddBreeder && (
            <Button
              variant="default"
              onClick={() => change({ account: { ...account, type: isBreeder ? 'pet-owner' : 'breeder' } })}
            >
              {isBreeder ? 'Add a Pet Owner instead' : 'Add New Breeder Account'}
            </Button>
          )}
          <Button variant="default" leftSection={<IconArrowLeft size={20} aria-hidden="true" />} onClick={onBack}>
            {backLabel}
          </Button>
        </>
      }
      nextStep={
        <NextStep hotkey="F12" onClick={press} disabled={!ready} busy={busy}>
          Save Pet Owner
        </NextStep>
      }
    >
      <div className={newClasses['beside']}>
        <form
          ref={formElement}
          className={classes['panel']}
          onSubmit={(event) => {
            event.preventDefault();
            press();
          }}
        >
          {refusal !== null && (refusal.fields === undefined || refusal.other !== undefined) && (
            <RefusalMessage
              refusal={refusal}
              onOpenCustomer={similar.open}
              onCombine={onCombine && ((otherId) => onCombine([otherId]))}
            />
          )}
          <ContactFields
            value={form}
            onChange={(next) => {
              change(next);
              setRefusal(null);
            }}
            refusals={refusal?.fields ?? []}
            internalIdOn={rules.internalIdOn}
            country={rules.country}
            fieldRules={fieldRules}
            autoFocus={initial.firstName === '' ? 'firstName' : 'lastName'}
          />
          {isBreeder && (
            <BreederNumbers
              context={context}
              value={account}
              onChange={(next) => {
                change({ account: next });
                setAccountRefusals([]);
              }}
              refusals={accountRefusals}
            />
          )}
          <div className={newClasses['messages']}>
            <div className={classes['checks']}>
              <Checkbox
                label="Send SMS Opt In Text"
                description={mayText ? 'Asks for consent to texts' : 'Needs a mobile phone'}
                checked={wantsText && mayText}
                disabled={!mayText}
                onChange={(event) => change({ wantsText: event.currentTarget.checked })}
              />
              <Checkbox
                label="Send Welcome Email"
                description={mayMail ? 'With the links to the app' : 'Needs an email'}
                checked={wantsEmail && mayMail}
                disabled={!mayMail}
                onChange={(event) => change({ wantsEmail: event.currentTarget.checked })}
              />
            </div>
            <Button variant="default" disabled={!mayMail} onClick={() => setIsPreviewOpen(true)}>
              Preview the Welcome Email
            </Button>
          </div>
          <button type="submit" hidden disabled={!ready} />
        </form>
        <SimilarCustomersList
          similar={{ ...similar, holders: similar.holders.filter(({ id }) => id !== refusal?.other?.customerId) }}
          context={context}
          onCombine={onCombine}
        />
      </div>
      {asking.length > 0 && (
        <RecommendedQuestion missing={asking} onYes={() => setAsking([])} onNo={() => void save()} />
      )}
      {isPreviewOpen && (
        <WelcomeEmailPreview
          firstName={form.firstName}
          lastName={form.lastName}
          email={form.email.trim()}
          storeName={context.settings.accountName}
          onClose={() => setIsPreviewOpen(false)}
        />
      )}
    </Screen>
  );
}

/** What a new account must have here, in words (NC-2, FS-2). */
function neededWords({ email, phone }: FieldRules): string {
  const more = [email === 'required' && 'an email', phone === 'required' && 'a mobile phone'].filter(Boolean);
  return more.length === 0
    ? 'A first and a last name are enough.'
    : `This store needs a first and a last name, and ${more.join(' and ')}.`;
}
