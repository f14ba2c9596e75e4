import { useRef, useState } from 'react';
import { addressForm, NO_ADDRESS } from '../../../core/domain/customers/address';
import { checkDetails } from '../../../core/domain/customers/details-form';
import { isPetGiven, missingRecommended } from '../../../core/domain/customers/field-rules';
import type { FieldRefusal } from '../../../core/domain/customers/field-refusal';
import { useRegisterData } from '../../data/hooks';
import type { DataRefusal, RegisterContext } from '../../data/register-data';
import { Message, NextStep, Screen } from '../../ui';
import { AddressFields } from './address-fields';
import classes from './customers.module.css';
import { emptyPet, PetFields } from './pet-fields';
import { RecommendedQuestion } from './recommended-question';
import { useFirstRefused } from './use-first-refused';
import { useFormRules } from './use-location';

export interface NewCustomerDetailsProps {
  readonly context: RegisterContext;
  readonly customerId: string;
  readonly name: string;
  /** Step 1 left the account a pet owner's instead of a breeder's (NC-13). */
  readonly refusal: DataRefusal | null;
  readonly onFinished: (customerId: string) => void;
}

/** Step 2: home address and one pet, all optional (NC-10, NC-11). */
export function NewCustomerDetails(props: NewCustomerDetailsProps) {
  const { context, customerId, name, refusal, onFinished } = props;
  const data = useRegisterData();
  const rules = useFormRules(context);
  const [address, setAddress] = useState(() => addressForm(NO_ADDRESS, rules.country));
  const [pets, setPets] = useState(() => [emptyPet()] as readonly ReturnType<typeof emptyPet>[]);
  const [refusals, setRefusals] = useState<readonly FieldRefusal[]>([]);
  const [trouble, setTrouble] = useState<DataRefusal | null>(null);
  const [busy, setBusy] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const { rules: fieldRules } = context.settings.customerFields;
  const formElement = useRef<HTMLFormElement>(null);
  useFirstRefused(formElement, refusals.length > 0 ? refusals : null);

  /** `isAnswered`: going on without a pet was chosen (FS-3). */
  const finish = async (isAnswered = false) => {
    setIsAsking(false);
    const checked = checkDetails({ address, pets }, { ...rules, fieldRules });
    if (!checked.ok) {
      setRefusals(checked.refusal);
      return;
    }
    setRefusals([]);
    if (!isAnswered && missingRecommended({ pet: isPetGiven(pets) }, fieldRules).length > 0) {
      setIsAsking(true);
      return;
    }
    if (Object.keys(checked.value).length > 0) {
      setBusy(true);
      const reply = await data.editCustomer(customerId, checked.value, []);
      setBusy(false);
      if (!reply.ok) {
        setRefusals(reply.refusal.fields ?? []);
        setTrouble(reply.refusal.fields === undefined ? reply.refusal : null);
        return;
      }
    }
    onFinished(customerId);
  };

  // That a pet is needed at all is said above the rows, what is wrong with one beside it (FS-8).
  const petRefusal = refusals.find(({ field, petId }) => field === 'pets' && petId === undefined);
  return (
    <Screen
      title="New Pet Owner Account"
      subtitle={
        <>
          <bdi>{name}</bdi> is saved.{' '}
          {fieldRules.pet === 'required'
            ? 'This store needs a pet too; the address can be added now or later.'
            : 'Address and pet can be added now or later.'}
        </>
      }
      nextStep={
        <NextStep hotkey="F12" onClick={() => void finish()} busy={busy}>
          Finished
        </NextStep>
      }
    >
      <form
        ref={formElement}
        className={classes['stack']}
        style={{ maxWidth: 960 }}
        onSubmit={(event) => {
          event.preventDefault();
          void finish();
        }}
      >
        {refusal !== null && (
          <Message tone="refused" code={refusal.code}>
            {refusal.message} This is a Pet Owner account until <strong>Edit User</strong> converts it.
          </Message>
        )}
        {trouble !== null && (
          <Message tone="refused" code={trouble.code}>
            {trouble.message}
          </Message>
        )}
        <section className={classes['panel']} aria-label="Pet Information">
          <h2 className={classes['section']}>Pet Information</h2>
          {petRefusal !== undefined && (
            <Message tone="refused" code={petRefusal.code}>
              {petRefusal.message}
            </Message>
          )}
          <PetFields pets={pets} onChange={setPets} refusals={refusals} several={false} />
        </section>
        <section className={classes['panel']} aria-label="Home address">
          <h2 className={classes['section']}>Home address</h2>
          <AddressFields value={address} onChange={setAddress} refusals={refusals} homeCountry={rules.country} />
        </section>
        <button type="submit" hidden />
      </form>
      {isAsking && (
        <RecommendedQuestion missing={['pet']} onYes={() => setIsAsking(false)} onNo={() => void finish(true)} />
      )}
    </Screen>
  );
}
