import type { ReactNode } from 'react';
import { addressLines } from '../../../core/domain/customers/address';
import { fullName, type Customer, type EmailState, type SmsState } from '../../../core/domain/customers/customer';
import { formatPhone } from '../../../core/domain/customers/phone';
import { rollUpContacts, type JoinedPets } from '../../../core/domain/customers/roll-up';
import type { RegisterContext } from '../../data/register-data';
import classes from './combine.module.css';

const EMAIL_WORDS: Readonly<Record<EmailState, string>> = {
  none: '',
  unverified: 'not verified',
  verified: 'verified',
  unsubscribed: 'unsubscribed: gets no email',
  bounced: 'cannot be reached',
};

const SMS_WORDS: Readonly<Record<SmsState, string>> = {
  none: 'no consent to texts',
  pending: 'asked for consent to texts',
  'opted-in': 'consents to texts',
  'opted-out': 'wants no texts',
};

const TYPE_WORDS = { 'pet-owner': 'Pet owner', employee: 'Employee', breeder: 'Breeder' } as const;

export interface PreviewContactsProps {
  readonly context: RegisterContext;
  readonly primary: Customer;
  readonly others: readonly Customer[];
  readonly joinedPets: readonly JoinedPets[];
}

/** Contact data, consents and pets of the result; what comes from another account says so (RU-7 … RU-9, RU-13, RU-14). */
export function PreviewContacts({ context, primary, others, joinedPets }: PreviewContactsProps) {
  const { country } = context.location;
  const result = rollUpContacts(primary, others, joinedPets);
  const sourceOf = (holds: (customer: Customer) => boolean) => (holds(primary) ? undefined : others.find(holds));
  const placeNames = result.locations.map(
    ({ locationId }) => context.settings.locations.find(({ id }) => id === locationId)?.name ?? '',
  );
  const kept = result.formerIdentifiers.map(({ kind, value }) =>
    kind === 'phone' ? formatPhone(value, country) : value,
  );
  const lines = addressLines(result.address, country);
  return (
    <section className={classes['panel']} aria-label="The account that stays">
      <h2 className={classes['section']}>The account that stays</h2>
      <dl className={classes['facts']}>
        <Fact label="Name">{fullName(result)}</Fact>
        <Fact label="Email" from={sourceOf(({ email }) => email === result.email)}>
          {withState(result.email, EMAIL_WORDS[result.emailState])}
        </Fact>
        <Fact label="Mobile phone" from={sourceOf(({ phone }) => phone === result.phone)}>
          {withState(formatPhone(result.phone, country), SMS_WORDS[result.smsState])}
        </Fact>
        {result.internalId !== '' && (
          <Fact label="Internal Customer ID" from={sourceOf(({ internalId }) => internalId === result.internalId)}>
            {result.internalId}
          </Fact>
        )}
        {lines.length > 0 && (
          <Fact label="Address" from={sourceOf(({ address }) => addressLines(address).join('\n') === lines.join('\n'))}>
            {lines.join(', ')}
          </Fact>
        )}
        {result.type !== 'pet-owner' && <Fact label="Type">{TYPE_WORDS[result.type]}</Fact>}
        <Fact label="Pets">
          {result.pets.length === 0
            ? ''
            : result.pets.map(({ name, type }) => [name, type].filter(Boolean).join(', ')).join(' · ')}
        </Fact>
        <Fact label="Locations">{placeNames.join(', ')}</Fact>
        {kept.length > 0 && <Fact label="Still finds this customer, gets no messages">{kept.join(' · ')}</Fact>}
      </dl>
    </section>
  );
}

function Fact(props: { readonly label: string; readonly from?: Customer | undefined; readonly children: ReactNode }) {
  const { label, from, children } = props;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {children === '' ? <span className={classes['soft']}>–</span> : <bdi>{children}</bdi>}
        {from !== undefined && (
          <span className={classes['from']}>
            from <bdi>{fullName(from)}</bdi>
          </span>
        )}
      </dd>
    </div>
  );
}

function withState(value: string, state: string): string {
  return value === '' || state === '' ? value : `${value} – ${state}`;
}
