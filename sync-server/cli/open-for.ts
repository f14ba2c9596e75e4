import { mkdir } from 'node:fs/promises';
import type { Logger } from 'pino';
import { openBooks, type OpenBooks } from '../open-books';
import { appVersion } from './app-version';
import { serverSecret } from './server-secret';
import type { Settings } from './settings';

/** Opens the books the settings name. */
export async function openFor(settings: Settings, logger: Logger): Promise<OpenBooks> {
  await mkdir(settings.data, { recursive: true, mode: 0o700 });
  return openBooks({ ...settings, secret: await serverSecret(settings.secretFile), appVersion: appVersion(), logger });
}

/** Opens the books, does `work` and closes them whatever comes of it. */
export async function withBooks<Value>(
  settings: Settings,
  logger: Logger,
  work: (opened: OpenBooks) => Promise<Value>,
): Promise<Value> {
  const opened = await openFor(settings, logger);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}
