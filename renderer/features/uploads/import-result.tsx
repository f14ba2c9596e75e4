import type { ImportState } from '../../../core/sync/import';
import { countOf, Message } from '../../ui';
import { UndoImport } from './undo-import';
import type { Upload } from './use-upload';

export interface ImportResultProps {
  readonly result: ImportState;
  readonly locationName: string;
  readonly upload: Upload;
}

/** What came of it, and **Undo import**. */
export function ImportResult({ result, locationName, upload }: ImportResultProps) {
  const { imported, total } = result;
  const skipped = total - imported;
  return (
    <>
      <Message tone="done">
        {countOf(imported, 'customer')} imported to {locationName}. They reach its registers by themselves.
      </Message>
      {skipped > 0 && (
        <Message tone="notice">
          {countOf(skipped, 'row')} {skipped === 1 ? 'was' : 'were'} left out, because a customer with the same email or
          phone had been added meanwhile.
        </Message>
      )}
      <UndoImport last={result} upload={upload} />
    </>
  );
}
