import type { DataRefusal } from '../../data/register-data';
import { Message } from '../../ui';

/** Why something of an upload was not done. That the network is gone is nobody's fault: it needs no code for support. */
export function RefusalMessage({ refusal }: { readonly refusal: DataRefusal }) {
  const isOffline = refusal.kind === 'offline';
  return (
    <Message tone={isOffline ? 'offline' : 'refused'} code={isOffline ? undefined : refusal.code}>
      {refusal.message}
    </Message>
  );
}
