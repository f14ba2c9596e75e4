import type { Location, Settings } from '../../../core/domain/organisation/organisation';
import { ACCOUNT_FEED } from '../../../core/sync/checkpoint';
import type { FeedChange } from '../../store/rows';
import type { StoreReads, StoreTransaction } from '../../store/store';

/** The account's one settings document; null before a business is set up. */
export async function readSettings(reads: StoreReads): Promise<Settings | null> {
  return (await reads.document('settings', 'account')) as Settings | null;
}

/** The settings of an account that is there. */
export async function settingsOf(reads: StoreReads): Promise<Settings> {
  const settings = await readSettings(reads);
  if (settings === null) throw new Error('No business is set up.');
  return settings;
}

export async function locationsOf(reads: StoreReads): Promise<readonly Location[]> {
  return (await readSettings(reads))?.locations ?? [];
}

/** Writes the settings; answers whom to tell. */
export async function putSettings(tx: StoreTransaction, settings: Settings): Promise<FeedChange> {
  await tx.putDocuments([{ collection: 'settings', id: 'account', owner: null, document: settings }]);
  return { feed: ACCOUNT_FEED, collection: 'settings', id: 'account', change: 'put' };
}
