import { NO_CUSTOMER_FIELDS, type Location, type Settings } from '../../../core/domain/organisation/organisation';
import { ok, refuse, type Result } from '../../../core/kernel/result';
import type { ErrorReply } from '../../../core/sync/error-reply';
import type { BooksParts, NewBusiness } from '../books';
import { changeAccount } from './change-account';
import { putSettings, settingsOf } from './settings';
import { putUser } from './users';

const NOT_EMPTY: ErrorReply = { code: 'setup-done', message: 'This server already keeps a business.' };
const NO_MASTER: ErrorReply = { code: 'one-master-location', message: 'A business has exactly one master location.' };
const NO_ADMIN: ErrorReply = { code: 'admin-missing', message: 'A business begins with an Administrator.' };
const LOCATION_TAKEN: ErrorReply = {
  code: 'location-taken',
  message: 'Another location has this id, name or code already.',
};

/** The first business of an empty database (LO-1, RO-1). */
export async function setUpBusiness(
  parts: BooksParts,
  { accountName, demo, features, locations, users }: NewBusiness,
): Promise<Result<{ readonly accountId: string }, ErrorReply>> {
  return changeAccount(parts, async ({ tx, server, now }) => {
    if (server.accountId !== null) return refuse(NOT_EMPTY);
    const masters = locations.filter(({ kind }) => kind === 'master');
    if (masters.length !== 1) return refuse(NO_MASTER);
    if (locations.some((one) => isTaken(one, locations))) return refuse(LOCATION_TAKEN);
    const isMaster = (locationId: string) => masters.some(({ id }) => id === locationId);
    if (!users.some(({ user }) => user.role === 'admin' && isMaster(user.locationId))) return refuse(NO_ADMIN);

    const accountId = parts.ids.newId();
    const account: Settings = {
      ...{ id: 'account', accountId, accountName, demo },
      ...{ locations: [...locations], features: [...features], registers: [] },
      customerFields: NO_CUSTOMER_FIELDS,
    };
    await tx.putServer({ ...server, accountId, accountName });
    const changes = [await putSettings(tx, account)];
    for (const { user, verifier } of users) {
      changes.push(await putUser(tx, user, now));
      await tx.putVerifier(user.id, verifier);
    }
    return ok({ value: { accountId }, changes });
  });
}

/** One more location (LO-12). */
export async function addLocation(parts: BooksParts, location: Location): Promise<Result<Location, ErrorReply>> {
  return changeAccount(parts, async ({ tx }) => {
    const settings = await settingsOf(tx);
    if (location.kind === 'master') return refuse(NO_MASTER);
    if (isTaken(location, settings.locations)) return refuse(LOCATION_TAKEN);
    const change = await putSettings(tx, { ...settings, locations: [...settings.locations, location] });
    return ok({ value: location, changes: [change] });
  });
}

function isTaken(location: Location, locations: readonly Location[]): boolean {
  const same = (one: Location) =>
    one.id === location.id || one.code === location.code || one.name.toLowerCase() === location.name.toLowerCase();
  return locations.some((one) => one !== location && same(one));
}
