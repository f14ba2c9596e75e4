import type { Instant } from '../../../core/kernel/amounts';
import type { AuditRow } from '../../store/rows';
import type { Actor, BooksParts } from '../books';

/** One line of the audit log about what a user did by a request (RO-16). */
export function auditRow(
  { ids }: Pick<BooksParts, 'ids'>,
  { user, register }: Actor,
  at: Instant,
  action: string,
  target: string,
  detail: Readonly<Record<string, unknown>>,
): AuditRow {
  const where = { registerId: register.id, locationId: register.locationId };
  return { id: ids.newId(), at, action, target, userId: user.id, overrideBy: null, ...where, detail };
}

/** Writes one line of the audit log by itself. */
export async function recordAct(
  parts: BooksParts,
  actor: Actor,
  action: string,
  target: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const row = auditRow(parts, actor, parts.clock.now(), action, target, detail);
  await parts.store.transact((tx) => tx.addAuditRows([row]));
}
