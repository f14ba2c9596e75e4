import { rm } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { launchRegister } from './support/launch';
import { startSyncServer } from './support/sync-server';

const PIN = '481523';

test('a new shop: set up, joined by a second register, signed in online and then offline (RO-13)', async () => {
  const server = await startSyncServer();
  const first = await launchRegister({ serverUrl: server.url });
  expect(await first.page.evaluate(() => window.pawtill.registerState())).toMatchObject({
    kind: 'new',
    server: 'empty',
  });
  const business = {
    kind: 'business' as const,
    accountName: 'Happy Paws',
    location: { name: 'Harbor', code: 'HB', country: 'US', timeZone: 'America/New_York', phone: '', address: '' },
    username: 'olivia@example.com',
    pin: PIN,
  };
  expect(await first.page.evaluate((request) => window.pawtill.setUp(request), business)).toEqual({ kind: 'joined' });

  // The second register joins without a person, as in a roll-out.
  const second = await launchRegister({ serverUrl: server.url, joinCode: await server.joinCode() });
  await expect
    .poll(() => second.page.evaluate(() => window.pawtill.registerState()))
    .toMatchObject({ kind: 'joined', accountName: 'Happy Paws', locationName: 'Harbor', user: null });
  const signIn = async (page: typeof second.page, pin: string) => {
    const { users } = await page.evaluate(() => window.pawtill.signInUsers());
    const id = users.find(({ username }) => username === business.username)?.id ?? '';
    return page.evaluate(([user, digits]) => window.pawtill.signIn(user, digits), [id, pin] as const);
  };
  expect(await signIn(second.page, '481524')).toMatchObject({ kind: 'refused' });
  expect(await signIn(second.page, PIN)).toMatchObject({ kind: 'signed-in', user: { role: 'admin' } });

  // The server is gone, and the register was switched off in between.
  await server.kill();
  await second.kill();
  const again = await launchRegister({ userDataDir: second.userDataDir });
  expect(await again.page.evaluate(() => window.pawtill.registerState())).toMatchObject({ kind: 'joined', user: null });
  expect(await signIn(again.page, '481524')).toMatchObject({ kind: 'refused' });
  expect(await signIn(again.page, PIN)).toMatchObject({ kind: 'signed-in', user: { username: business.username } });
  expect([...first.complaints, ...again.complaints]).toEqual([]);
  await again.close();
  await rm(second.userDataDir, { recursive: true });
  await first.close();
  await server.stop();
});
