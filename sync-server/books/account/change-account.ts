import type { Instant } from '../../../core/kernel/amounts';
import { ok, type Result } from '../../../core/kernel/result';
import type { ErrorReply } from '../../../core/sync/error-reply';
import type { FeedChange, ServerRow } from '../../store/rows';
import type { StoreTransaction } from '../../store/store';
import type { BooksParts } from '../books';

/** A change of account, users, registers or programs under way. Whoever makes one holds the server row. */
export interface AccountChange {
  readonly tx: StoreTransaction;
  readonly server: ServerRow;
  readonly now: Instant;
}

/** What a change came to, and which documents registers should hear of. */
export interface AccountChanged<Value> {
  readonly value: Value;
  readonly changes: readonly FeedChange[];
}

/** Makes one change of the account as a unit of work of its own; a refusal leaves nothing behind. */
export async function changeAccount<Value>(
  { store, clock, ids }: BooksParts,
  work: (change: AccountChange) => Promise<Result<AccountChanged<Value>, ErrorReply>>,
): Promise<Result<Value, ErrorReply>> {
  return store.transact(async (tx) => {
    const now = clock.now();
    const changed = await work({ tx, server: await tx.lockServer(), now });
    if (!changed.ok) return changed;
    const { value, changes } = changed.value;
    await tx.appendToFeeds(changes, { stamp: ids.newSalt(16), at: now });
    return ok(value);
  });
}
