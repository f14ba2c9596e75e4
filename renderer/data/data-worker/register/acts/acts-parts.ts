import type { RegisterIdentity, Session } from '../../../../../core/ipc/register-identity';
import type { IdSource, Clock } from '../../../../../core/kernel/ports';
import type { DataRefusal } from '../../../register-data';
import type { Directory } from '../directory';
import type { Finder } from '../finder';
import type { AppendRefusal, OwnEntries } from '../own-entries';
import type { MainPort } from '../ports';
import type { Server } from '../server';
import type { Views } from '../views';
import type { Visitors } from '../visitors';

/** What acts at the counter are made with. */
export interface ActsParts {
  readonly main: MainPort;
  readonly own: OwnEntries;
  readonly views: Views;
  readonly directory: Directory;
  readonly finder: Finder;
  readonly visitors: Visitors;
  readonly server: Server;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly identity: () => RegisterIdentity;
  readonly session: () => Session | null;
  /** Customers whose view changed without an entry. */
  readonly onTouched: (customerIds: readonly string[]) => void;
  /** Aborted when the register stops. */
  readonly signal: AbortSignal;
}

/** What main's refusal means to a screen. */
export function refusalOfAppend({ code, message }: AppendRefusal): DataRefusal {
  switch (code) {
    case 'disk-full':
    case 'not-written':
    case 'journal-stopped':
      return { kind: 'disk', code, message };
    case 'not-signed-in':
    case 'forbidden':
      return { kind: 'forbidden', code, message };
    case 'invalid-entry':
    case 'entry-too-large':
      return { kind: 'invalid', code, message };
    default:
      return { kind: 'failed', code, message };
  }
}

export const notFound: DataRefusal = {
  kind: 'not-found',
  code: 'customer-not-found',
  message: 'This customer is not known here.',
};
