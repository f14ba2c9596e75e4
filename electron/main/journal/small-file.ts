import { dirname } from 'node:path';
import { isNotThere, type Disk } from './disk';

const UNFINISHED = '.new';

/** True for the name of a replacement that was never finished: left by a crash, to be ignored. */
export function isUnfinished(name: string): boolean {
  return name.endsWith(UNFINISHED);
}

/** Replaces a file as a whole: after a crash it holds the old content or the new one. Returns when it is durable. */
export async function replaceFile(disk: Disk, path: string, content: string | Uint8Array): Promise<void> {
  const unfinished = path + UNFINISHED;
  const file = await disk.open(unfinished, 'create');
  try {
    await file.write(typeof content === 'string' ? Buffer.from(content) : content, 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await disk.rename(unfinished, path);
  await disk.syncFolder(dirname(path));
}

/** The whole of a small file; null when there is none. */
export async function readSmallFile(disk: Disk, path: string): Promise<string | null> {
  const bytes = await readWhole(disk, path);
  return bytes === null ? null : bytes.toString('utf8');
}

/** All bytes of a file; null when there is none. */
export async function readWhole(disk: Disk, path: string): Promise<Buffer | null> {
  let file;
  try {
    file = await disk.open(path, 'read');
  } catch (error) {
    if (isNotThere(error)) return null;
    throw error;
  }
  try {
    return await file.read(0, (await file.size()).bytes);
  } finally {
    await file.close();
  }
}
