import { useState } from 'react';
import { mayDo } from '../../../core/domain/users/permissions';
import { useRegisterData, useStatusPart } from '../../data/hooks';
import type { DataRefusal, RegisterContext } from '../../data/register-data';
import { Message, NextStep, Screen } from '../../ui';
import { CustomerInformation } from './customer-information';
import { Features } from './features';
import classes from './settings.module.css';
import { NOTHING_TOUCHED, realChanges, touchFields, withTouched, type TouchedSettings } from './touched-settings';

/** **Account Management**: what is asked of new customers, and switches of the account (FS-1, FS-6, FS-9, SE-1). */
export function AccountManagementScreen({ context }: { readonly context: RegisterContext }) {
  const data = useRegisterData();
  const isOffline = useStatusPart(({ network }) => network === 'offline') ?? false;
  const mayChange = mayDo(context.user, 'change-account-settings', context);
  // Only what was touched is kept here: what another register saves meanwhile shows through, and is not undone.
  const [touched, setTouched] = useState(NOTHING_TOUCHED);
  const [refusal, setRefusal] = useState<DataRefusal | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const [busy, setBusy] = useState(false);

  const shown = withTouched(context.settings, touched);
  const changes = realChanges(context.settings, touched);
  const isChanged = Object.keys(changes).length > 0;
  // The feed has brought what was saved: from here on what anybody saves is shown.
  if (isSaved && !isChanged && touched !== NOTHING_TOUCHED) setTouched(NOTHING_TOUCHED);
  const isLocked = !mayChange || isOffline || busy;

  const touch = (next: TouchedSettings) => {
    setTouched(next);
    setRefusal(null);
    setIsSaved(false);
  };
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
            {...(isOffline ? { hint: 'Needs the network' } : isChanged && !isSaved && { hint: 'Not saved yet' })}
          >
            Save Settings
          </NextStep>
        ) : undefined
      }
      // Beside the button that was pressed: in sight however far the settings are scrolled, and nothing moves for it.
      footer={
        <>
          {refusal !== null && (
            <Message tone="refused" code={refusal.code}>
              {refusal.message}
            </Message>
          )}
          {isSaved && !isChanged && <Message tone="done">Saved. Every register follows in a moment.</Message>}
        </>
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
        <CustomerInformation
          value={shown.customerFields}
          onChange={(next) => touch(touchFields(touched, shown.customerFields, next))}
          isLocked={isLocked}
        />
        <Features
          on={shown.features}
          onTurn={(feature, on) => touch({ ...touched, features: { ...touched.features, [feature]: on } })}
          isLocked={isLocked}
        />
      </div>
    </Screen>
  );
}
