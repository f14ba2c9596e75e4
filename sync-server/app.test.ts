import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { aBusiness, aServer, testPins } from '../tests/support/sync-server';
import { aTill } from '../tests/support/test-till';

const business = await aBusiness();
const { app } = business;

test('the server says that it is well, and nothing about the business', async () => {
  const reply = await app.inject({ url: '/healthz' });

  expect(reply.json()).toEqual({ status: 'ok', serverTime: expect.any(Number) });
});

test('a register joins with a code once, and its token opens the doors from then on', async () => {
  const made = await business.books.createJoinCode('harbor', 'location');
  const code = made.ok ? made.value : '';
  const join = () => app.inject({ method: 'POST', url: '/v1/join', payload: { code, registerName: 'Front counter' } });
  const first = await join();

  expect(first.json()).toMatchObject({ registerName: 'Front counter', scope: 'location', location: { id: 'harbor' } });
  expect((await join()).statusCode).toBe(400);
  const users = await app.inject({ url: '/v1/users', headers: { authorization: `Bearer ${first.json().token}` } });
  expect(users.json().users).toHaveLength(3);
});

test('a register with a long name in any script gets a token that opens doors', async () => {
  const made = await business.books.createJoinCode('harbor', 'location');
  const payload = { code: made.ok ? made.value : '', registerName: 'نقطة البيع'.repeat(6) };
  const joined = await app.inject({ method: 'POST', url: '/v1/join', payload });
  const users = await app.inject({ url: '/v1/users', headers: { authorization: `Bearer ${joined.json().token}` } });

  expect(users.statusCode).toBe(200);
});

test('what one register delivers, another of the location reads from the feed', async () => {
  const till = await aTill(business, 'harbor');
  const customerId = randomUUID();
  const { verdicts, acknowledgedThrough } = await till.deliver(
    till.addCustomer(customerId, { email: 'zed@example.com' }),
  );
  expect(verdicts).toMatchObject([{ kind: 'accepted', sequence: 1 }]);
  expect(acknowledgedThrough).toBe(1);

  const other = await aTill(business, 'harbor');
  const page = (await other.page('location-harbor')).json();
  expect(page.kind).toBe('page');
  expect(page.rows).toContainEqual(
    expect.objectContaining({
      collection: 'customers',
      id: customerId,
      document: expect.objectContaining({ email: 'zed@example.com' }),
    }),
  );
});

test('a page goes over a network packed, and to this computer as it is', async () => {
  const till = await aTill(business, 'midtown');
  const plain = await till.page('account');
  const headers = { authorization: `Bearer ${till.joined.token}`, 'accept-encoding': 'gzip, deflate' };
  const payload = { checkpoint: null, limit: 1000, collections: null };
  const from = (remoteAddress: string) =>
    app.inject({ method: 'POST', url: '/v1/feed/account', headers, payload, remoteAddress });
  const [far, near] = [await from('192.0.2.7'), await from('127.0.0.1')];

  expect([near.headers['content-encoding'], far.headers['content-encoding']]).toEqual([undefined, 'gzip']);
  expect(far.rawPayload.length * 3).toBeLessThan(near.rawPayload.length);
  expect(JSON.parse(gunzipSync(far.rawPayload).toString())).toMatchObject({ rows: plain.json().rows });
});

test('a register gets its own entries back, and heads that agree', async () => {
  const till = await aTill(business, 'midtown');
  const entry = till.addCustomer(randomUUID());
  await till.deliver(entry);
  const own = await till.ask('GET', `/v1/log/${till.logId}?after=0&limit=10`);
  const heads = await till.ask('POST', '/v1/log/heads', {
    ...{ epoch: till.epoch, head: { logId: till.logId, sequence: 1, hash: till.hash } },
    ...{ acknowledgement: null, checkpoints: [], decisionsThrough: 0 },
  });

  expect(own.json().entries).toEqual([entry]);
  expect(heads.json()).toMatchObject({ kind: 'agreed', through: 1, epoch: till.epoch });
});

test('a batch of another epoch is answered 409 and has no effect', async () => {
  const till = await aTill(business, 'midtown');
  const entry = till.addCustomer(randomUUID());
  const reply = await till.ask('POST', '/v1/log', { epoch: { number: 99, random: 'ab'.repeat(8) }, entries: [entry] });

  expect(reply.statusCode).toBe(409);
  expect(reply.json()).toMatchObject({ code: 'epoch-changed', epoch: till.epoch });
  expect((await till.ask('GET', `/v1/log/${till.logId}?after=0&limit=10`)).json().entries).toEqual([]);
});

test('a batch that leaves entries out is answered 409 log-gap', async () => {
  const till = await aTill(business, 'midtown');
  till.addCustomer(randomUUID());
  const reply = await till.send(till.addCustomer(randomUUID()));

  expect([reply.statusCode, reply.json().code]).toEqual([409, 'log-gap']);
});

test('customers of other locations are found by beginnings of words and brought over with their standing (LO-8)', async () => {
  const harbor = await aTill(business, 'harbor');
  const customerId = randomUUID();
  await harbor.deliver(harbor.addCustomer(customerId, { firstName: 'Ann & Bill', lastName: 'Quimby' }));
  const midtown = await aTill(business, 'midtown');

  const { matches } = (await midtown.ask('GET', '/v1/customers?text=bill%20qui&limit=20')).json();
  expect(matches).toMatchObject([{ customerId, lastName: 'Quimby', homeLocationName: 'Harbor' }]);
  const here = await harbor.ask('GET', '/v1/customers?text=bill%20qui&limit=20');
  expect(here.json().matches).toEqual([]);
  const visitor = (await midtown.ask('GET', `/v1/customers/${customerId}`)).json();
  expect(visitor).toMatchObject({ customer: { id: customerId }, standing: { id: customerId } });
});

test('the digest of a feed counts what it carries', async () => {
  const till = await aTill(business, 'midtown');
  const { collections, head } = (await till.ask('POST', '/v1/feed/account/digest')).json();

  expect(head).toBeGreaterThan(0);
  expect(collections.programs).toMatchObject({ count: 12, digest: expect.stringMatching(/^[0-9a-f]{13}$/) });
});

test('a user signs in with the right PIN only (RO-13)', async () => {
  const till = await aTill(business, 'midtown');
  const signIn = (userId: string, pin: string) => till.ask('POST', '/v1/sign-in', { userId, pin });

  expect((await signIn('cashier', testPins.cashier)).json()).toMatchObject({
    user: { id: 'cashier', role: 'cashier' },
  });
  expect((await signIn('cashier', testPins.admin)).json().code).toBe('wrong-pin');
  expect((await signIn('nobody', testPins.admin)).statusCode).toBe(403);
});

test('after ten wrong PINs a user waits 15 minutes, and the right one does not help (RO-13)', async () => {
  const till = await aTill(business, 'harbor');
  const signIn = (pin: string) => till.ask('POST', '/v1/sign-in', { userId: 'sub-admin', pin });
  const wrong = await Promise.all(Array.from({ length: 10 }, () => signIn('000000')));
  expect(wrong.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 10 }, () => 403));

  const locked = await signIn(testPins.subAdmin);
  expect([locked.statusCode, locked.json().code]).toEqual([429, 'user-locked']);
  expect(Number(locked.headers['retry-after'])).toBeGreaterThan(800);
});

test('an Admin lets registers in at the own location, a Master Admin everywhere (RO-2)', async () => {
  const till = await aTill(business, 'harbor');
  const ask = (userId: string, pin: string, locationId: string, scope = 'location') =>
    till.ask('POST', '/v1/join-codes', { admin: { userId, pin }, locationId, scope });

  expect((await ask('admin', testPins.admin, 'harbor')).json()).toMatchObject({
    code: expect.any(String),
    validMinutes: 10,
  });
  expect((await ask('admin', testPins.admin, 'midtown', 'all')).statusCode).toBe(200);
  expect((await ask('cashier', testPins.cashier, 'midtown')).statusCode).toBe(403);
  expect((await ask('admin', testPins.cashier, 'midtown')).statusCode).toBe(403);
});

test('an empty server is set up once, and the register that asked is joined (LO-1, RO-1)', async () => {
  const empty = await aServer();
  const location = {
    id: 'main',
    kind: 'sub',
    name: 'Main',
    code: 'MAI',
    country: 'US',
    timeZone: 'America/Denver',
    phone: '',
    address: '',
  };
  const payload = {
    ...{ kind: 'business', registerName: 'Counter', accountName: 'Fur & Feather', location },
    admin: { username: 'owner', pin: '730519' },
  };
  const setUp = () => empty.app.inject({ method: 'POST', url: '/v1/setup', payload });
  expect((await empty.app.inject({ url: '/v1/setup' })).json()).toEqual({ state: 'empty', progress: 0 });

  const joined = (await setUp()).json();
  expect(joined).toMatchObject({
    accountName: 'Fur & Feather',
    location: { id: 'main', kind: 'master' },
    scope: 'location',
  });
  expect(joined.users).toMatchObject([{ username: 'owner', role: 'admin', demoPin: null }]);
  const again = await setUp();
  expect([again.statusCode, again.json().code]).toEqual([409, 'setup-done']);
  expect((await empty.app.inject({ url: '/v1/setup' })).json()).toEqual({ state: 'ready', progress: 1 });
});

test('only this computer sets an empty server up, unless it was started otherwise', async () => {
  const empty = await aServer();
  const payload = { kind: 'demo', registerName: 'Counter' };
  const setUp = (from: object) => empty.app.inject({ method: 'POST', url: '/v1/setup', payload, ...from });

  expect((await setUp({ remoteAddress: '192.168.1.20' })).json().code).toBe('setup-not-here');
  expect((await setUp({ headers: { host: 'shop.example.com' } })).statusCode).toBe(403);
  const rebound = { host: 'shop.example.com', 'x-forwarded-host': 'localhost' };
  expect((await setUp({ headers: rebound })).statusCode).toBe(403);
  expect((await setUp({ headers: { 'x-forwarded-for': '203.0.113.9' } })).statusCode).toBe(403);
  expect(await empty.books.isEmpty()).toBe(true);
});
