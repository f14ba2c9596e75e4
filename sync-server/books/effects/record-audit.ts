import type { ActingScene, EntryScene } from './entry-scene';

type Detail = Readonly<Record<string, unknown>>;

/** One line of the audit log about an entry (RO-16). */
export function recordAudit(scene: ActingScene, action: string, target: string, detail: Detail): void {
  record(scene, `${scene.effectId}-${action}`, action, target, detail);
}

/** One line about one of several things an entry did. */
export function recordAct(scene: ActingScene, action: string, target: string, detail: Detail): void {
  record(scene, `${scene.effectId}-${action}-${target}`, action, target, detail);
}

function record(scene: ActingScene, id: string, action: string, target: string, detail: Detail): void {
  const { pending, orderInstant: at, userId, overrideBy, registerId, locationId } = scene;
  pending.put(pending.audit, id, { id, at, action, target, userId, overrideBy, registerId, locationId, detail });
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
