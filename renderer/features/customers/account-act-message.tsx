import type { Act } from '../../data/use-act';
import { Message } from '../../ui';

/** Says that an act takes a moment, or why it came to nothing. */
export function AccountActMessage({ act }: { readonly act: Act }) {
  if (act.isSlow) return <Message tone="notice">Waiting for the server’s word…</Message>;
  if (act.refusal === null) return null;
  return (
    <Message tone={act.refusal.kind === 'offline' ? 'offline' : 'refused'} code={act.refusal.code}>
      {act.refusal.message}
    </Message>
  );
}
