import { NativeSelect } from '@mantine/core';
import { useRegisterContext } from '../../data/hooks';
import { dayWords, Message } from '../../ui';
import type { Upload } from './use-upload';

/** What `again` is called for another list than a lost one. */
const ANOTHER = '';

/** Lists that were lost when the server was restored: which of them is uploaded again, as the same one (UP-10). */
export function LostLists({ upload }: { readonly upload: Upload }) {
  const location = useRegisterContext()?.location;
  if (location === undefined) return null;
  const choices = upload.lost.map(({ importId, fileName, rows, uploadedAt }) => {
    return { value: importId, label: `${fileName}, ${rows.toLocaleString()} rows, ${dayWords(uploadedAt, location)}` };
  });
  return (
    <>
      <Message tone="notice">
        The server was restored from a backup that is older than a list uploaded here. Choose the same file again:
        nobody is doubled, and what these customers bought since finds them again.
      </Message>
      <NativeSelect
        label="Which list is this?"
        value={upload.again ?? ANOTHER}
        data={[...choices, { value: ANOTHER, label: 'Another list' }]}
        onChange={({ currentTarget: { value } }) => upload.chooseAgain(value === ANOTHER ? null : value)}
      />
    </>
  );
}
