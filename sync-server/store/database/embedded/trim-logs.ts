import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** With files of at most 5 MB, about 70 MB at the very most. */
const KEPT_LOG_FILES = 14;

/** Deletes PostgreSQL's oldest log files; their names sort by time. */
export async function trimLogs(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.log')).sort();
  for (const name of files.slice(0, -KEPT_LOG_FILES)) await unlink(join(folder, name)).catch(() => undefined);
}
