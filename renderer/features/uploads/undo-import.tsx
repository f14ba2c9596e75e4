import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ImportState } from '../../../core/sync/import';
import { Message } from '../../ui';
import type { Upload } from './use-upload';

/** The last import: who came of it, and taking it back until the first transaction (UP-10). */
export function UndoImport({ last, upload }: { readonly last: ImportState; readonly upload: Upload }) {
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const count = last.imported.toLocaleString();
  if (last.state === 'undone') {
    return (
      <Message tone="notice">The import of {last.fileName} was undone. Its customers are gone everywhere.</Message>
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
          <>
            <Button data-autofocus variant="default" onClick={() => setAsked(false)}>
              Keep them
            </Button>{' '}
            <Button color="red" loading={isBusy} onClick={() => void undo()}>
              Undo import
            </Button>
          </>
        ) : (
          <Button variant="default" onClick={() => setAsked(true)}>
            Undo import
          </Button>
        )
      }
    >
      {isAsked
        ? `All ${count} customers of ${last.fileName} are taken away at every register, with what was changed of them since.`
        : `${count} customers were imported from ${last.fileName}. This can be undone until one of them is checked out.`}
    </Message>
  );
}
