import { app, shell } from 'electron';
import { handle } from './handle';
import { mailtoAddress } from './mailto-address';

/** Channels about the app itself. */
export function handleAppChannels({ demo }: { readonly demo: boolean }): void {
  handle('app:about', async () => ({
    version: app.getVersion(),
    electron: process.versions['electron'] ?? '',
    chrome: process.versions['chrome'] ?? '',
    demo,
  }));

  handle('mail:compose', async ({ address }) => {
    const link = mailtoAddress(address);
    if (link === null) return { kind: 'not-an-address' };
    return shell.openExternal(link).then(
      () => ({ kind: 'opened' as const }),
      () => ({ kind: 'no-mail-program' as const }),
    );
  });
}
