import { changedSettings, type Settings } from '../../../core/domain/organisation/organisation';
import { ACCOUNT_FEED } from '../../../core/sync/checkpoint';
import type { EntryScene } from './entry-scene';
import { recordAudit } from './record-audit';

/** A Master Admin changed what is asked of new customers, or a switch (FS-1, FS-6, FS-9). */
export async function changeAccountSettings(scene: EntryScene<'account-settings-changed'>): Promise<void> {
  const { facts, pending, lookup } = scene;
  const settings = (pending.written('settings', 'account') as Settings | null) ?? (await lookup.settings());
  if (settings === null) return;
  pending.putDocument('settings', 'account', changedSettings(settings, facts.changes));
  pending.changeFeed({ feed: ACCOUNT_FEED, collection: 'settings', id: 'account', change: 'put' });
  recordAudit(scene, 'settings-changed', 'account', { changed: Object.keys(facts.changes).join(' ') });
}
