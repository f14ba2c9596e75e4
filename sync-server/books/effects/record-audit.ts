import type { Instant } from '../../../core/kernel/amounts';
import type { LogEntry } from '../../../core/log/entry';
import type { Pending } from '../log/pending';
import type { EntryScene } from './entry-scene';

interface Recorded {
  readonly entry: LogEntry;
  readonly pending: Pending;
  /** Its place in the audit log: the order instant of the entry. */
  readonly orderInstant: Instant;
}

/** One line of the audit log about an entry (RO-16). */
export function recordAudit(
  { entry, pending, orderInstant }: Recorded,
  action: string,
  target: string,
  detail: Readonly<Record<string, unknown>>,
): void {
  const { effectId, userId, overrideBy, registerId, locationId } = entry;
  const row = { id: `${effectId}-${action}`, at: orderInstant, action, target, userId, overrideBy };
  pending.put(pending.audit, row.id, { ...row, registerId, locationId, detail });
}

/** A spreadsheet left the building (CL-14). */
export function recordExport(scene: EntryScene<'customers-exported'>): void {
  const { what, format, rows, scope, filtered } = scene.facts;
  recordAudit(scene, 'customers-exported', scope, { what, format, rows, filtered });
}

/** Sign-ins, lock-outs and refused attempts, as the register wrote them down. */
export function recordNote(scene: EntryScene<'audit-recorded'>): void {
  const { action, target, detail } = scene.facts;
  recordAudit(scene, action, target, detail);
}
