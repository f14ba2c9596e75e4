import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ImportState } from '../../../core/sync/import';
import { countOf, Message } from '../../ui';
import classes from './uploads.module.css';
import type { Upload } from './use-upload';

/** The last import: who came of it, and taking it back until the first transaction (UP-10). */
export function UndoImport({ last, upload }: { readonly last: ImportState; readonly upload: Upload }) {
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const customers = countOf(last.imported, 'customer');
  if (last.state === 'undone') {
    return (
      <Message tone="notice">
        The import of <bdi>{last.fileName}</bdi> was undone. Its customers are gone everywhere.
      </Message>
    );
  }
  const undo = async () => {
    setBusy(true);
    await upload.undo(last.importId);
    setBusy(false);
    setAsked(false);
  };
  return (
    <Message
      tone={isAsked ? 'refused' : 'notice'}
      action={
        isAsked ? (
          // What keeps them stands where the question was asked from: the second click of a double click keeps them.
          <span className={classes['buttons']}>
            <Button variant="outline" color="red" loading={isBusy} onClick={() => void undo()}>
              Undo import
            </Button>
            <Button autoFocus variant="default" disabled={isBusy} onClick={() => setAsked(false)}>
              Keep them
            </Button>
          </span>
        ) : (
          <Button variant="default" onClick={() => setAsked(true)}>
            Undo import
          </Button>
        )
      }
    >
      {isAsked ? (
        <>
          {customers} of <bdi>{last.fileName}</bdi> will be gone at every register, with everything changed since.
        </>
      ) : (
        <>
          {customers} came from <bdi>{last.fileName}</bdi>. This can be undone until one of them is checked out.
        </>
      )}
    </Message>
  );
}
