import { useState } from 'react';
import {
  changedSettings,
  type CustomerFields,
  type Feature,
  type Settings,
  type SettingsChanges,
} from '../../../core/domain/organisation/organisation';
import { mayDo } from '../../../core/domain/users/permissions';
import { useRegisterData, useStatusPart } from '../../data/hooks';
import type { DataRefusal, RegisterContext } from '../../data/register-data';
import { Message, NextStep, Screen } from '../../ui';
import { CustomerInformation } from './customer-information';
import { featureChanges } from './feature-changes';
import { Features } from './features';
import classes from './settings.module.css';

/** **Account Management**: what is asked of new customers, and switches of the account (FS-1, FS-6, FS-9, SE-1). */
export function AccountManagementScreen({ context }: { readonly context: RegisterContext }) {
  const data = useRegisterData();
  const isOffline = useStatusPart(({ network }) => network === 'offline') ?? false;
  const mayChange = mayDo(context.user, 'change-account-settings', context);
  // Only what was touched is kept here: what another register saves meanwhile shows through, and is not undone.
  const [touched, setTouched] = useState<SettingsChanges>({});
  const [refusal, setRefusal] = useState<DataRefusal | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const [busy, setBusy] = useState(false);

  const shown = changedSettings(context.settings, touched);
  const changes = realChanges(context.settings, shown);
  const isChanged = Object.keys(changes).length > 0;
  // The feed has brought what was saved: from here on what anybody saves is shown.
  if (isSaved && !isChanged && Object.keys(touched).length > 0) setTouched({});
  const isLocked = !mayChange || isOffline || busy;

  const touch = (next: SettingsChanges) => {
    setTouched({ ...touched, ...next });
    setRefusal(null);
    setIsSaved(false);
  };
  const changeFields = (customerFields: CustomerFields) => touch({ customerFields });
  const turn = (feature: Feature, on: boolean) => touch({ features: { ...touched.features, [feature]: on } });
  const save = async () => {
    setBusy(true);
    const reply = await data.changeSettings(changes);
    setBusy(false);
    // The feed brings them in a moment; until then they are shown as they were saved.
    if (reply.ok) setIsSaved(true);
    else setRefusal(reply.refusal);
  };

  return (
    <Screen
      title="Account Management"
      subtitle="Customer settings, for every location."
      isOnlyRead={isLocked}
      nextStep={
        mayChange ? (
          <NextStep
            hotkey="F12"
            onClick={() => void save()}
            busy={busy}
            disabled={!isChanged || isOffline}
            {...(isOffline ? { hint: 'Needs the network' } : {})}
          >
            Save Settings
          </NextStep>
        ) : undefined
      }
    >
      <div className={classes['stack']}>
        {!mayChange && (
          <Message tone="notice">Only an Administrator of the master location changes these settings.</Message>
        )}
        {mayChange && isOffline && (
          <Message tone="offline">
            Settings can be changed when the network is back. New customers are asked for what is shown here.
          </Message>
        )}
        {refusal !== null && (
          <Message tone="refused" code={refusal.code}>
            {refusal.message}
          </Message>
        )}
        {isSaved && !isChanged && <Message tone="done">Saved. Every register follows in a moment.</Message>}
        <CustomerInformation value={shown.customerFields} onChange={changeFields} isLocked={isLocked} />
        <Features on={shown.features} onTurn={turn} isLocked={isLocked} />
      </div>
    </Screen>
  );
}

/** What is different from what is stored; a switch turned twice is no change. */
function realChanges(stored: Settings, shown: Settings): SettingsChanges {
  const features = featureChanges(stored.features, shown.features);
  const areFieldsChanged = JSON.stringify(stored.customerFields) !== JSON.stringify(shown.customerFields);
  return {
    ...(areFieldsChanged && { customerFields: shown.customerFields }),
    ...(Object.keys(features).length > 0 && { features }),
  };
}
