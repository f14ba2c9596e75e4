import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder this checkout of Pawtill lies in. */
export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Whether this process is the system administrator of a Unix machine, for whom Electron's sandbox refuses to start. */
export const isRoot = process.getuid?.() === 0;

/** Where the sync server keeps the business's data: never deleted by Pawtill, worth a backup. */
export function serverFolder() {
  if (isRoot) return '/var/lib/pawtill';
  if (process.platform === 'win32') return join(process.env['LOCALAPPDATA'] ?? homedir(), 'Pawtill');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Pawtill');
  return join(process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'pawtill');
}

/** Where the register keeps its own; for root apart from the server's, which is closed to the register's user. */
export function registerFolder() {
  return isRoot ? '/var/lib/pawtill-register' : join(serverFolder(), 'register');
}

/** Where downloads and copies lie that can be made again at any time. */
export function cacheFolder() {
  if (isRoot) return '/var/cache/pawtill';
  if (process.platform === 'win32') return join(process.env['LOCALAPPDATA'] ?? homedir(), 'Pawtill', 'Cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'Pawtill');
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'pawtill');
}
