import type { Settings } from '../../../core/domain/organisation/organisation';
import { ACCOUNT_FEED, locationFeed } from '../../../core/sync/checkpoint';
import type { StoreReads } from '../../store/store';
import type { Register } from '../books';

/** Feeds a register may read: the account's and its location's; every location's for an owner's computer (LO-8). */
export async function feedsOf(reads: StoreReads, register: Register): Promise<readonly string[]> {
  if (register.scope === 'location') return [ACCOUNT_FEED, locationFeed(register.locationId)];
  const settings = (await reads.document('settings', 'account')) as Settings | null;
  return [ACCOUNT_FEED, ...(settings?.locations ?? []).map(({ id }) => locationFeed(id))];
}
