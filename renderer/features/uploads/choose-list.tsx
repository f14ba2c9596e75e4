import { Button, FileButton } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState, type DragEvent } from 'react';
import { isMasterAdmin } from '../../../core/domain/users/permissions';
import { useRegisterData } from '../../data/hooks';
import type { RegisterContext } from '../../data/register-data';
import { Message } from '../../ui';
import { LostLists } from './lost-lists';
import { RefusalMessage } from './refusal-message';
import { UndoImport } from './undo-import';
import classes from './uploads.module.css';
import type { Upload } from './use-upload';

/** The first step: drop a file or choose one; the template; the last import and how to take it back. */
export function ChooseList(props: { readonly upload: Upload; readonly context: RegisterContext }) {
  const { upload, context } = props;
  const data = useRegisterData();
  const [isOver, setOver] = useState(false);
  const { status } = upload;
  const last = status?.ok === true ? status.value.last : null;
  const refused = status?.ok === true ? status.value.refusal : null;

  // UP-8: the switch for a second list, where whoever wants to bring one stands.
  const isMaster = context.user !== null && isMasterAdmin(context.user, context.settings);
  const isSecond = refused?.code === 'upload-done-already';
  const mayAllow = isSecond && isMaster;

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) void upload.read(file);
  };

  return (
    <>
      {status?.ok === false && <RefusalMessage refusal={status.refusal} />}
      {refused !== null && upload.again === null && (
        <Message
          tone="notice"
          code={refused.code}
          action={
            mayAllow && (
              <Button variant="default" onClick={() => void upload.allowAnother()}>
                Allow additional uploads
              </Button>
            )
          }
        >
          {refused.message}
          {isSecond && !isMaster && ' An Administrator of the master location can allow another list.'}
        </Message>
      )}
      {last !== null && <UndoImport last={last} upload={upload} />}
      {upload.lost.length > 0 && <LostLists upload={upload} />}
      {(refused === null || upload.again !== null) && (
        <div
          className={classes['drop']}
          data-over={isOver}
          data-testid="drop-list"
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <IconFileSpreadsheet size={48} stroke={1.5} aria-hidden="true" />
          <p className={classes['big']}>Drop your customer list here</p>
          <FileButton
            accept=".xlsx,.xls,.csv,.tsv,.txt"
            inputProps={{ 'aria-label': 'Customer list' }}
            onChange={(file) => {
              if (file !== null) void upload.read(file);
            }}
          >
            {(props) => (
              <Button size="lg" autoFocus {...props}>
                Choose a file…
              </Button>
            )}
          </FileButton>
          <p className={classes['soft']}>
            XLSX, XLS or CSV with a header row, at most 100,000 rows. First and last names are needed; phones, emails
            and customer IDs come along. Nothing is imported before you have seen what would be.
          </p>
        </div>
      )}
      <div className={classes['buttons']}>
        <Button variant="default" onClick={() => void upload.save(() => data.saveUploadTemplate('xlsx', false))}>
          Download the template
        </Button>
        <Button variant="default" onClick={() => void upload.save(() => data.saveUploadTemplate('xlsx', true))}>
          Template with points
        </Button>
      </div>
    </>
  );
}
