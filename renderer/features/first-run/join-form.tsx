import { TextInput } from '@mantine/core';
import { useState } from 'react';
import classes from './first-run.module.css';
import { FormButtons } from './form-buttons';

export interface JoinFormProps {
  readonly serverUrl: string;
  readonly onBack: () => void;
  readonly onSubmit: (serverUrl: string, code: string) => Promise<void>;
}

/** The address of the business's sync server and the one-time code an Administrator made. */
export function JoinForm({ serverUrl, onBack, onSubmit }: JoinFormProps) {
  const [address, setAddress] = useState(serverUrl);
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        setBusy(true);
        void onSubmit(address.trim(), code.trim()).finally(() => setBusy(false));
      }}
    >
      <TextInput
        label="Join code"
        description="It works once, for ten minutes."
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        required
        autoFocus
      />
      <TextInput
        label="Address of the sync server"
        description="As the Administrator has it, for example https://sync.example.com"
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        required
      />
      <FormButtons onBack={onBack} label="Join" busy={busy} />
    </form>
  );
}
