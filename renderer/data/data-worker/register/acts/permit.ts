import { checkPermission, type Action, type ActionPlace } from '../../../../../core/domain/users/permissions';
import { ok, refuse, type Result } from '../../../../../core/kernel/result';
import type { DataRefusal } from '../../../register-data';
import type { ActsParts } from './acts-parts';

/**
 * Whether the signed-in user may do this here (RO-11). A refused attempt is written to the audit log (example 20).
 *
 * @param location where it takes effect; null for what concerns several locations
 */
export async function permit(
  parts: Pick<ActsParts, 'session' | 'identity' | 'directory' | 'own' | 'ids'>,
  action: Action,
  location: ActionPlace['location'],
): Promise<Result<null, DataRefusal>> {
  const session = parts.session();
  const known = parts.directory.users.find(({ id }) => id === session?.userId);
  // Until the next sync the register honours the last known state (RO-14).
  const user = session && { role: session.role, locationId: session.locationId, active: known?.active ?? true };
  const locations = parts.directory.settings?.locations ?? [parts.identity().location];
  const permission = checkPermission(user, action, { settings: { locations }, location });
  if (permission.ok) return ok(null);

  const { code, message } = permission.refusal;
  if (session !== null) {
    await parts.own.append([
      {
        effectId: parts.ids.newId(),
        kind: 'audit-recorded',
        facts: { action: 'attempt-refused', target: action, detail: { code, role: session.role } },
        personal: null,
        ruleVersions: {},
      },
    ]);
  }
  return refuse({ kind: 'forbidden', code, message });
}
