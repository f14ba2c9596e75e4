import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../core/kernel/amounts';
import { aKeychain, aRegister, noKeychain, type TestRegister } from '../../tests/support/register-services';
import { aBusiness, aServer, testPins, type TestServer } from '../../tests/support/sync-server';
import { valueOf } from '../../sync-server/plugins/refused';

let server: TestServer;
let serverUrl: string;

beforeAll(async () => {
  server = await aBusiness();
  serverUrl = await server.listen();
});

async function aJoinedRegister(locationId = 'midtown', keychain = aKeychain()): Promise<TestRegister> {
  const register = await aRegister({ serverUrl, keychain });
  const code = valueOf(await server.books.createJoinCode(locationId, 'location'));
  expect(await register.services.joining.join(serverUrl, code)).toEqual({ ok: true, value: null });
  return register;
}

async function signIn({ services }: TestRegister, user: keyof typeof testPins | 'sub-admin', pin: string) {
  const outcome = await services.signIn.signIn(user, pin);
  return outcome.ok ? 'signed in' : outcome.refusal.code;
}

/** Waits for what is done behind a sign-in. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('it did not come about within two seconds');
}

test('a register joins once by its code, keeps who it is over a restart, and its token leaves main in no form', async () => {
  const register = await aJoinedRegister();
  const token = register.services.access.token() ?? 'none';
  expect(token.length).toBeGreaterThan(20);
  const again = await register.services.joining.join(serverUrl, 'ABCD-EFGH');
  expect(again).toMatchObject({ ok: false, refusal: { code: 'already-joined' } });

  await register.restart();
  expect(register.services.access.token()).toBe(token);
  const { identity } = await register.worker.ask('register:identity', {});
  expect(identity).toMatchObject({ location: { id: 'midtown' }, accountName: 'Corner Pets', serverUrl });
  expect(JSON.stringify(identity)).not.toContain(token);
  for (const file of await filesOf(register.profile)) expect(await readFile(file, 'utf8')).not.toContain(token);
});

test('a wrong code, an unknown address and an open line are refused with a sentence', async () => {
  const { services } = await aRegister({ serverUrl });
  const codes = [];
  for (const address of [serverUrl, 'http://127.0.0.1:9', 'http://example.com', 'nothing at all', '']) {
    const outcome = await services.joining.join(address, 'WRONG-CODE');
    codes.push(outcome.ok ? 'joined' : outcome.refusal.code);
    if (!outcome.ok) expect(outcome.refusal.message).toMatch(/^[A-Z].+\.$/);
  }
  expect(codes.slice(1)).toEqual(['unreachable', 'needs-https', 'bad-address', 'bad-address']);
  expect(codes[0]).not.toBe('joined');
  expect(services.register.identity).toBeNull();
});

test('without a keychain secrets lie in a file only this user reads, and the screen says so', async () => {
  const register = await aJoinedRegister('midtown', noKeychain);
  expect(register.services.notice()).toMatch(/no keychain/);
  for (const name of await readdir(join(register.profile, 'secrets'))) {
    expect((await stat(join(register.profile, 'secrets', name))).mode & 0o777).toBe(0o600);
  }
  // A keychain that comes later takes them over.
  await register.restart({ keychain: aKeychain() });
  expect(register.services.notice()).toBeNull();
  expect(register.services.access.token()).not.toBeNull();
  expect(await readFile(join(register.profile, 'secrets', 'register-token.json'), 'utf8')).toContain('"keychain"');
});

test('a keychain that no longer opens the secrets is told, and the register can join again', async () => {
  const register = await aJoinedRegister();
  const before = register.services.register.identity?.registerId;
  await register.restart({ keychain: aKeychain(0x33) });
  expect(register.services.notice()).toMatch(/Join this register again/);
  expect(await signIn(register, 'cashier', testPins.cashier)).toBe('register-revoked');
  const code = valueOf(await server.books.createJoinCode('midtown', 'location'));
  expect(await register.services.joining.join(serverUrl, code)).toMatchObject({ ok: true });
  expect(register.services.register.identity?.registerId).not.toBe(before);
  expect(await signIn(register, 'cashier', testPins.cashier)).toBe('signed in');
});

test('the first sign-in asks the server, later ones work with the cable out for 30 days (RO-13)', async () => {
  const register = await aJoinedRegister();
  register.online = false;
  expect(await signIn(register, 'cashier', testPins.cashier)).toBe('first-sign-in-needs-network');
  register.online = true;
  expect(await signIn(register, 'cashier', testPins.cashier)).toBe('signed in');
  expect(register.services.current.session).toMatchObject({
    userId: 'cashier',
    role: 'cashier',
    locationId: 'midtown',
  });

  register.online = false;
  await register.restart();
  expect(register.services.current.session).toBeNull();
  expect(await signIn(register, 'cashier', testPins.cashier)).toBe('signed in');
  register.pass(29 * DAY_MS);
  expect(await signIn(register, 'cashier', testPins.cashier)).toBe('signed in');
  register.pass(30 * DAY_MS);
  expect(await signIn(register, 'cashier', testPins.cashier)).toBe('sign-in-expired');
  register.online = true;
  expect(await signIn(register, 'cashier', testPins.cashier)).toBe('signed in');
});

test('no PIN and no verifier that fits without the keychain is in any file (RO-13)', async () => {
  const register = await aJoinedRegister();
  await signIn(register, 'cashier', testPins.cashier);
  for (const file of await filesOf(register.profile)) {
    expect(await readFile(file, 'latin1')).not.toContain(testPins.cashier);
  }
  const records = await readFile(join(register.profile, 'sign-ins.json'), 'utf8');
  expect(records).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
});

test('ten wrong tries lock the user for 15 minutes on this register, whatever is restarted or set back (RO-13)', async () => {
  const register = await aJoinedRegister();
  await signIn(register, 'cashier', testPins.cashier);
  register.online = false;
  for (let tries = 1; tries <= 9; tries += 1) expect(await signIn(register, 'cashier', '000000')).toBe('wrong-pin');
  await register.restart();
  expect(await signIn(register, 'cashier', '000000')).toBe('user-locked');
  expect(await signIn(register, 'cashier', testPins.cashier)).toBe('user-locked');

  register.clock.advance(-DAY_MS);
  await register.restart();
  expect(await signIn(register, 'cashier', testPins.cashier)).toBe('user-locked');
  // Setting the clock forward while the register runs opens nothing either.
  register.clock.advance(DAY_MS);
  expect(await signIn(register, 'cashier', testPins.cashier)).toBe('user-locked');
  register.pass(16 * MINUTE_MS);
  expect(await signIn(register, 'cashier', testPins.cashier)).toBe('signed in');
});

test('ten wrong tries spread over more than 15 minutes lock nobody (RO-13)', async () => {
  const register = await aJoinedRegister();
  await signIn(register, 'cashier', testPins.cashier);
  register.online = false;
  for (let tries = 1; tries <= 12; tries += 1) {
    expect(await signIn(register, 'cashier', '000000')).toBe('wrong-pin');
    register.pass(2 * MINUTE_MS);
  }
});

test('a sign-in with a known PIN waits for no server; staff and PIN are looked after behind', async () => {
  const register = await aJoinedRegister();
  await signIn(register, 'cashier', testPins.cashier);
  await until(() => register.asked.filter((line) => line === 'GET /v1/users').length >= 2);
  register.asked.length = 0;
  register.online = 'silent';
  expect(await signIn(register, 'cashier', testPins.cashier)).toBe('signed in');
  register.online = true;
  await until(() => register.asked.includes('POST /v1/sign-in'));
});

test('a user who was deactivated is signed out when the register hears of it, and honoured until then (RO-14)', async () => {
  const user = {
    id: 'temp',
    username: 'temp',
    role: 'cashier',
    locationId: 'midtown',
    active: true,
    demoPin: null,
  } as const;
  const { pinVerifier } = await import('../../sync-server/sign-in/pin');
  valueOf(await server.books.addUser({ user, verifier: await pinVerifier('582039') }));
  const register = await aJoinedRegister();
  expect(await register.services.signIn.signIn('temp', '582039')).toMatchObject({ ok: true });
  valueOf(await server.books.changeUser({ ...user, active: false }));

  register.online = false;
  await register.services.lookAfter();
  expect(register.services.current.session?.userId).toBe('temp');
  const told: unknown[] = [];
  register.worker.on('session-changed', ({ session }) => told.push(session));
  register.online = true;
  await register.services.lookAfter();
  expect(told).toEqual([null]);
  expect(await register.services.signIn.signIn('temp', '582039')).toMatchObject({ refusal: { code: 'unknown-user' } });
});

test('an Administrator of the master location works everywhere, one of a sub-location only there (RO-2)', async () => {
  const midtown = await aJoinedRegister('midtown');
  const harbor = await aJoinedRegister('harbor');
  const offered = ({ services }: TestRegister) => {
    const { identity } = services.register;
    return identity === null ? [] : services.signIn.usersToOffer(identity).map(({ user }) => user.id);
  };
  expect(offered(midtown)).toEqual(expect.arrayContaining(['admin', 'cashier']));
  expect(offered(midtown)).not.toContain('sub-admin');
  expect(offered(harbor)).toEqual(['admin', 'sub-admin']);
  expect(await signIn(midtown, 'sub-admin', testPins.subAdmin)).toBe('unknown-user');
  expect(await signIn(harbor, 'sub-admin', testPins.subAdmin)).toBe('signed in');
});

test('sign-ins, failures, lock-outs and sign-outs are in the audit log with the user (RO-16)', async () => {
  const register = await aJoinedRegister();
  await signIn(register, 'cashier', '000000');
  await signIn(register, 'cashier', testPins.cashier);
  await register.services.signIn.lock();
  await register.services.signIn.signIn('nobody known', '123456');
  expect(await register.audited()).toEqual([
    'sign-in-refused cashier',
    'signed-in cashier',
    'signed-out cashier',
    'sign-in-refused ',
  ]);
  expect((await register.entries()).map(({ userId }) => userId)).toEqual([null, 'cashier', 'cashier', null]);
});

test('a first business is set up and joined; its PIN is kept nowhere here, and simple ones are refused (RO-16)', async () => {
  const empty = await aServer();
  const register = await aRegister({ serverUrl: await empty.listen() });
  const { joining } = register.services;
  const location = { name: 'Corner', code: 'COR', country: 'US', timeZone: 'America/Chicago', phone: '', address: '' };
  const business = { accountName: ' Corner Pets ', location, username: 'Ann', pin: '123456' };
  expect(await joining.serverState()).toEqual({ state: 'empty', progress: 0 });
  expect(await joining.setUpBusiness(business)).toMatchObject({ ok: false, refusal: { code: 'pin-too-simple' } });
  expect(await joining.setUpBusiness({ ...business, pin: '680213' })).toEqual({ ok: true, value: null });

  const { identity } = register.services.register;
  expect(identity).toMatchObject({ accountName: 'Corner Pets', location: { kind: 'master', code: 'COR' } });
  for (const file of await filesOf(register.profile)) expect(await readFile(file, 'latin1')).not.toContain('680213');
  const [ann] = identity === null ? [] : register.services.signIn.usersToOffer(identity);
  expect(ann).toMatchObject({ user: { username: 'Ann', role: 'admin' }, knownHere: false });
  expect(await register.services.signIn.signIn(ann?.user.id ?? '', '680213')).toMatchObject({ ok: true });
});

async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const small = entries.filter((entry) => entry.isFile() && !/^(segment|spare)-/.test(entry.name));
  return small.map(({ parentPath, name }) => join(parentPath, name));
}
