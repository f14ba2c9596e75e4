import { restoreDatabase } from '../../store/database/backup/restore-database';
import { verifyBackup } from '../../store/database/backup/read-backup';
import { copyAside, type OpenBooks } from '../../open-books';
import { appVersion } from '../app-version';
import type { Say } from '../say';
import type { Settings } from '../settings';
import { CommandRefusal } from '../usage-error';
import { counts } from './backup';

/**
 * `restore`: puts a backup in place of everything, all or nothing, and begins the next epoch, so that registers forget
 * what was confirmed and offer their journals again. What was there before is copied aside first.
 */
export async function restoreCommand(opened: OpenBooks, settings: Settings, file: string, say: Say): Promise<void> {
  const verified = await verifyBackup(file);
  if (!verified.ok) throw new CommandRefusal(verified.refusal.message);
  say.note(`The backup of ${verified.value.header.createdAt} is whole: ${counts(verified.value.header)}.`);

  const { books, database } = opened;
  if (!(await books.isEmpty())) {
    const aside = await copyAside(database, { data: settings.data, appVersion: appVersion() }, 'before-restore');
    say.note(`What was here before is kept in ${aside}.`);
  }
  const restored = await restoreDatabase(database.pool, file);
  if (!restored.ok) throw new CommandRefusal(restored.refusal.message);
  await books.prepare();
  const epoch = await books.beginNextEpoch('restore-command');
  say.out(
    `Restored; ${counts(restored.value.header)}. This is epoch ${String(epoch.number)}: registers offer again what is missing.`,
  );
}
