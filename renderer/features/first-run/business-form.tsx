import { PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { COUNTRIES } from '../../../core/domain/customers/country';
import type { BusinessForm } from '../../data/shell';
import { ChoiceField } from '../../ui';
import classes from './first-run.module.css';
import { FormButtons } from './form-buttons';

export interface BusinessFormViewProps {
  readonly onBack: () => void;
  readonly onSubmit: (form: BusinessForm) => Promise<void>;
}

const ownTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
/** Those with a city, and this computer's own: it need not be one of them (UTC is not). */
const timeZones = [...new Set([ownTimeZone, ...Intl.supportedValuesOf('timeZone')])].sort();

/** First letters and digits of a name: a short code for receipt numbers (SA-9). */
function codeOf(name: string): string {
  const letters = name.normalize('NFD').replace(/[^A-Za-z0-9]/g, '');
  return letters.slice(0, 4).toUpperCase() || 'SHOP';
}

/** One form: business, first location, first Administrator (RO-1). */
export function BusinessFormView({ onBack, onSubmit }: BusinessFormViewProps) {
  const [accountName, setAccountName] = useState('');
  const [name, setName] = useState('');
  const [country, setCountry] = useState('US');
  const [timeZone, setTimeZone] = useState(ownTimeZone);
  const [phone, setPhone] = useState('');
  const [username, setUsername] = useState('');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const pinError = pin !== '' && !/^\d{6,12}$/.test(pin) ? 'Six to twelve digits' : undefined;
  const againError = again !== '' && again !== pin ? 'The two PINs differ' : undefined;

  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (pinError !== undefined || again !== pin) return;
        setBusy(true);
        const location = { name: name.trim(), code: codeOf(name), country, timeZone, phone, address: '' };
        void onSubmit({ accountName: accountName.trim(), location, username: username.trim(), pin }).finally(() =>
          setBusy(false),
        );
      }}
    >
      <TextInput
        label="Name of the business"
        value={accountName}
        onChange={(event) => setAccountName(event.currentTarget.value)}
        required
        maxLength={120}
        autoFocus
      />
      <div className={classes['pair']}>
        <TextInput
          label="First location"
          description="What staff call the shop"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          maxLength={120}
        />
        <TextInput
          label="Phone of the shop"
          description="Optional"
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
      </div>
      <div className={classes['pair']}>
        <ChoiceField label="Country" data={COUNTRIES} value={country} onChange={(value) => setCountry(value ?? 'US')} />
        <ChoiceField
          label="Time zone"
          data={timeZones}
          value={timeZone}
          onChange={(value) => setTimeZone(value ?? timeZone)}
        />
      </div>
      <div className={classes['pair']}>
        <TextInput
          label="Your name or email"
          description="You are the first Administrator"
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
          required
          maxLength={254}
        />
        <PasswordInput
          label="PIN"
          description="Six digits or more"
          inputMode="numeric"
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value)}
          error={pinError}
          required
        />
        <PasswordInput
          label="PIN again"
          description="The same once more"
          inputMode="numeric"
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
          error={againError}
          required
        />
      </div>
      <FormButtons onBack={onBack} label="Open my register" busy={busy} />
    </form>
  );
}
