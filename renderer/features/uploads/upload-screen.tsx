import { Button, NativeSelect } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { hasNames } from '../../../core/domain/imports/recognise-columns';
import { mayDo } from '../../../core/domain/users/permissions';
import type { RegisterContext } from '../../data/register-data';
import { NextStep, Screen } from '../../ui';
import { CheckedList } from './checked-list';
import { ChooseList } from './choose-list';
import { ColumnList } from './column-list';
import { ImportQuestion } from './import-question';
import { ImportResult } from './import-result';
import { RefusalMessage } from './refusal-message';
import classes from './uploads.module.css';
import { useUpload, type Upload, type UploadStep } from './use-upload';
import { Working } from './working';

export interface UploadScreenProps {
  readonly context: RegisterContext;
  readonly onBack: () => void;
}

/** **Upload** of an existing customer list: file, columns, dry run, import, result (2.12). For Admins. */
export function UploadScreen({ context, onBack }: UploadScreenProps) {
  const [isAsking, setAsking] = useState(false);
  const upload = useUpload(context.location.id);
  const { step, refusal, locationId } = upload;
  const { settings, user } = context;
  const locations = settings.locations.filter(
    (location) => user !== null && mayDo(user, 'upload-customers', { settings, location }),
  );
  const nameOf = (wanted: string) => settings.locations.find(({ id }) => id === wanted)?.name ?? '';
  const country = settings.locations.find(({ id }) => id === locationId)?.country ?? context.location.country;

  return (
    <Screen
      title="Upload Customer List"
      subtitle={STEP_WORDS[step.kind]}
      actions={
        <Button variant="default" leftSection={<IconArrowLeft size={20} aria-hidden="true" />} onClick={onBack}>
          My Customers
        </Button>
      }
      {...(step.kind === 'choose' || step.kind === 'working'
        ? {}
        : { nextStep: <Next upload={upload} onImport={() => setAsking(true)} onBack={onBack} /> })}
    >
      <div className={classes['stack']}>
        {refusal !== null && <RefusalMessage refusal={refusal} />}
        {step.kind === 'choose' && <ChooseList upload={upload} context={context} />}
        {step.kind === 'working' && <Working step={step} onCancel={upload.callOff} />}
        {step.kind === 'columns' && (
          <>
            <NativeSelect
              label="Location"
              description="The customers of this list will belong to it."
              value={locationId}
              maw={420}
              data={locations.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(event) => upload.chooseLocation(event.currentTarget.value)}
            />
            <ColumnList
              open={step.open}
              country={country}
              onChange={(mapping) => upload.changeMapping(step.open, mapping)}
            />
          </>
        )}
        {step.kind === 'checked' && <CheckedList check={step.check} upload={upload} country={country} />}
        {step.kind === 'done' && (
          <ImportResult result={step.result} locationName={nameOf(step.result.locationId)} upload={upload} />
        )}
      </div>
      {isAsking && step.kind === 'checked' && (
        <ImportQuestion
          count={step.check.counts.imported}
          locationName={nameOf(locationId)}
          onImport={() => {
            setAsking(false);
            void upload.import();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </Screen>
  );
}

const STEP_WORDS: Readonly<Record<UploadStep['kind'], string>> = {
  choose: 'Bring the customers of your former system along.',
  working: 'One moment…',
  columns: 'Say what the columns hold.',
  checked: 'Nothing is imported yet.',
  done: 'The list is imported.',
};

interface NextProps {
  readonly upload: Upload;
  readonly onImport: () => void;
  readonly onBack: () => void;
}

/** The one next step of each stage, always at the same place. */
function Next({ upload, onImport, onBack }: NextProps) {
  const { step } = upload;
  if (step.kind === 'columns') {
    const isReady = hasNames(step.open.mapping);
    return (
      <div className={classes['buttons']}>
        <Button variant="default" size="lg" onClick={upload.startAgain}>
          Another file
        </Button>
        <NextStep
          hotkey="F12"
          disabled={!isReady}
          {...(isReady ? {} : { hint: 'Say which columns hold first and last names' })}
          onClick={() => void upload.check(step.open)}
        >
          Check the list
        </NextStep>
      </div>
    );
  }
  if (step.kind === 'checked') {
    return (
      <div className={classes['buttons']}>
        <Button variant="default" size="lg" onClick={() => upload.backToColumns(step.open)}>
          Change columns
        </Button>
        <NextStep hotkey="F12" disabled={step.check.counts.imported === 0} onClick={onImport}>
          Import…
        </NextStep>
      </div>
    );
  }
  return step.kind === 'done' ? (
    <NextStep hotkey="F12" onClick={onBack}>
      My Customers
    </NextStep>
  ) : null;
}
