import { Badge } from '@mantine/core';

/** The server found somebody with the same email, phone or internal ID: an Administrator settles it (IC-10). */
export function DuplicateMark() {
  return (
    <Badge styles={{ root: { background: 'var(--pt-notice-soft)', color: 'var(--pt-notice)' } }}>
      Possible duplicate
    </Badge>
  );
}
