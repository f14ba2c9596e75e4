import { readOrderKey } from '../../../core/log/order';
import { ok, type Result } from '../../../core/kernel/result';
import type { FormerValue } from '../../../core/sync/accounts';
import type { ErrorReply } from '../../../core/sync/error-reply';
import { sortedBy } from '../../store/sorted-by';
import type { BooksParts, Register } from '../books';
import { visitor } from './search-master-list';

/** Most that is told of one customer; nobody reads further back. */
const MOST = 500;

/**
 * What the fields of a customer held before, and what was entered too late (CP-7, CP-9), the newest replacement first;
 * of whom `visitor` would tell.
 */
export async function formerValuesOf(
  parts: BooksParts,
  register: Register,
  customerId: string,
): Promise<Result<readonly FormerValue[], ErrorReply>> {
  const found = await visitor(parts, register, customerId);
  if (!found.ok) return found;
  // Those of the accounts rolled into it as well.
  const ofMembers = found.value.standing.members.map((member) => parts.store.lostValues(member));
  const rows = (await Promise.all(ofMembers)).flat();
  const registers = new Map((await parts.store.registers()).map((one) => [one.id, one]));
  const newestFirst = sortedBy(rows, ({ wonBy }) => wonBy)
    .reverse()
    .slice(0, MOST);
  return ok(
    newestFirst.map(({ field, value, stamp, wonBy }) => {
      const { instant, registerId } = readOrderKey(wonBy);
      const { locationId = '', name = '' } = registers.get(registerId) ?? {};
      const enteredAt = readOrderKey(stamp).instant;
      return { field, value, enteredAt, replacedAt: instant, locationId, registerName: name };
    }),
  );
}
