import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CommandRefusal } from './usage-error';

/**
 * The secret with which the server signs its own words, made at the first start. It lies outside of the database, so
 * that a restored database recognises what it said before; losing it makes every register join again.
 *
 * Several processes may come at once: the file appears whole, and whoever was first has made it.
 */
export async function serverSecret(file: string): Promise<string> {
  const found = await read(file);
  if (found !== null) return found;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    await handle.writeFile(`${randomBytes(32).toString('hex')}\n`);
    await handle.sync();
    await handle.close();
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  const made = await read(file);
  if (made === null) throw new CommandRefusal(`The server secret could not be written to ${file}.`);
  return made;
}

async function read(file: string): Promise<string | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const secret = text.trim();
  if (secret.length < 32) throw new CommandRefusal(`The server secret in ${file} is damaged: it is too short.`);
  return secret;
}
