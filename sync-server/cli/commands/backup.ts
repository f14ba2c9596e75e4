import { backupDatabase } from '../../store/database/backup/backup-database';
import type { BackupHeader } from '../../store/database/backup/backup-format';
import { verifyBackup } from '../../store/database/backup/read-backup';
import type { OpenBooks } from '../../open-books';
import { appVersion } from '../app-version';
import type { Say } from '../say';
import { CommandRefusal } from '../usage-error';

/** `backup`: one file of one instant, read back before it is called a backup. */
export async function backupCommand({ database }: OpenBooks, file: string, say: Say): Promise<void> {
  const { file: written } = await backupDatabase(database.pool, file, { appVersion: appVersion() });
  const verified = await verifyBackup(written);
  if (!verified.ok)
    throw new CommandRefusal(`${written} was written but cannot be read back: ${verified.refusal.message}`);
  const { bytes, header } = verified.value;
  say.out(`${written}: ${megabytes(bytes)}, verified; ${counts(header)}.`);
  say.note(`Keep the server secret as well; it is in a file of its own, not in the backup.`);
}

/** What a backup holds, table by table; empty ones are left out. */
export function counts(header: BackupHeader): string {
  const filled = header.tables.filter(({ rows }) => rows > 0);
  return (
    filled.map(({ name, rows }) => `${rows.toLocaleString('en-US')} ${name.replaceAll('_', ' ')}`).join(', ') || 'empty'
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 2 : 0)} MB`;
}
