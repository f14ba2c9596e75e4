import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { contentOf, placeEntry } from '../core/log/entry';
import { aBusiness, testPins } from '../tests/support/sync-server';
import { aTill } from '../tests/support/test-till';

const business = await aBusiness();
const { app, database } = business;

/** Everything the database holds, as one text; changed by any change. */
async function contentOfDatabase(): Promise<string> {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
  );
  const digests = tables.map(async ({ name }) => {
    const { rows } = await database.pool.query<{ digest: string }>(
      `SELECT md5(coalesce(string_agg(row::text, '' ORDER BY row::text), '')) AS digest FROM "${name}" AS row`,
    );
    return `${name} ${rows[0]?.digest ?? ''}`;
  });
  return (await Promise.all(digests)).join('\n');
}

test('a register reads nothing of another location', async () => {
  const harbor = await aTill(business, 'harbor');
  const secret = randomUUID();
  await harbor.deliver(harbor.addCustomer(secret, { firstName: 'Hidden', lastName: 'Person' }));
  const midtown = await aTill(business, 'midtown');

  for (const feed of [
    'location-harbor',
    'location-nowhere',
    'location-harbor%00',
    '..%2Flocation-harbor',
    'nonsense',
  ]) {
    const page = await midtown.page(feed);
    expect(page.statusCode).toBeGreaterThanOrEqual(400);
    expect(page.statusCode).toBeLessThan(500);
    expect(page.json()).toEqual({ code: expect.any(String), message: expect.any(String) });
    expect((await midtown.ask('POST', `/v1/feed/${feed}/digest`)).statusCode).toBeGreaterThanOrEqual(400);
  }
  const own = [await midtown.page('account'), await midtown.page('location-midtown')];
  expect(own.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  expect(own.map(({ body }) => body).join('')).not.toContain(secret);
});

test("a register does not read another register's log", async () => {
  const harbor = await aTill(business, 'harbor');
  await harbor.deliver(harbor.addCustomer(randomUUID()));
  const midtown = await aTill(business, 'midtown');

  expect((await midtown.ask('GET', `/v1/log/${harbor.logId}?after=0&limit=100`)).json().entries).toEqual([]);
});

test("an owner's computer reads every location", async () => {
  const owner = await aTill(business, 'midtown', 'all');

  expect((await owner.page('location-harbor')).statusCode).toBe(200);
  expect((await owner.page('location-midtown')).statusCode).toBe(200);
});

test.each([
  ['no token', undefined],
  ['a made-up token', 'Bearer 0123456789abcdef0123456789abcdef'],
  ['another scheme', 'Basic YWRtaW46YWRtaW4='],
  ['an empty token', 'Bearer '],
  ['a very long token', `Bearer ${'a'.repeat(4000)}`],
  ['SQL in the token', "Bearer x' OR '1'='1"],
])('%s opens no door', async (_what, authorization) => {
  const headers = authorization === undefined ? {} : { authorization };
  const doors = [
    ['GET', '/v1/users'],
    ['POST', '/v1/sign-in'],
    ['POST', '/v1/log'],
    ['POST', '/v1/log/heads'],
    ['GET', '/v1/log/some?after=0&limit=1'],
    ['POST', '/v1/feed/account'],
    ['POST', '/v1/feed/account/digest'],
    ['POST', '/v1/decisions'],
    ['GET', '/v1/live'],
    ['GET', '/v1/customers?text=a&limit=1'],
    ['GET', '/v1/customers/some'],
    ['POST', '/v1/join-codes'],
    ['POST', '/v1/registers/some/revoke'],
  ] as const;
  for (const [method, url] of doors) {
    const reply = await app.inject({ method, url, headers, ...(method === 'POST' ? { payload: {} } : {}) });
    expect([url, reply.statusCode, reply.json().code]).toEqual([url, 401, 'unauthorised']);
  }
});

/** A register's first words, about a log of that name. */
function headsOf(logId: string) {
  const head = { logId, sequence: 0, hash: '0'.repeat(64) };
  return { epoch: null, head, acknowledgement: null, checkpoints: [], decisionsThrough: 0 };
}

test('what is malformed, forged or too large gets a code, and changes nothing', async () => {
  const till = await aTill(business, 'midtown');
  const good = till.addCustomer(randomUUID());
  await till.deliver(good);
  const headers = { authorization: `Bearer ${till.joined.token}` };
  const before = await contentOfDatabase();

  const raw = (payload: string | Buffer, type = 'application/json') =>
    app.inject({ method: 'POST', url: '/v1/log', headers: { ...headers, 'content-type': type }, payload });
  const replies = [
    await raw('{"epoch":'),
    await raw('null'),
    await raw('[]'),
    await raw('{"__proto__":{"admin":true},"epoch":{},"entries":[1]}'),
    await raw(Buffer.from([0xff, 0xfe, 0x00])),
    await raw('a=b', 'application/x-www-form-urlencoded'),
    await raw('{}', 'text/plain'),
    await till.ask('POST', '/v1/log', { epoch: till.epoch, entries: [] }),
    await till.ask('POST', '/v1/log', { epoch: till.epoch, entries: Array.from({ length: 201 }, () => good) }),
    await till.ask('POST', '/v1/log', { epoch: till.epoch, entries: [good], more: 1 }),
    await till.ask('POST', '/v1/feed/account', { checkpoint: null, limit: 100_000, collections: null }),
    await till.ask('POST', '/v1/feed/account', { checkpoint: null, limit: 10, collections: ['secrets'] }),
    await till.ask('POST', '/v1/sign-in', { userId: 'admin' }),
    await till.ask('GET', '/v1/customers?text=&limit=5'),
    await till.ask('GET', '/v1/customers?text=a&limit=9999'),
    await till.ask('GET', '/v1/customers/%E0%A4%A'),
    await till.ask('GET', '/v1/customers/a%00b'),
    await till.ask('GET', '/v1/log/a%00b?after=0&limit=1'),
    await till.ask('POST', '/v1/log/heads', headsOf('a\u0000b')),
    await till.ask('POST', '/v1/sign-in', { userId: 'a\u0000b', pin: '123456' }),
    await till.ask('GET', `/v1/customers/${'x'.repeat(5000)}`),
    await till.ask('GET', '/v1/log/some?after=-1&limit=1'),
    await till.ask('GET', '/v1/nothing'),
    await app.inject({ method: 'POST', url: '/v1/join', payload: { code: 'ZZZZ-ZZZZ', registerName: 'x' } }),
    await raw(JSON.stringify({ epoch: till.epoch, entries: ['x'.repeat(17 * 1024 * 1024)] })),
  ];
  for (const reply of replies) {
    expect(reply.statusCode, reply.body).toBeGreaterThanOrEqual(400);
    expect(reply.statusCode, reply.body).toBeLessThan(500);
    expect(reply.json()).toEqual({
      code: expect.stringMatching(/^[a-z-]+$/),
      message: expect.stringMatching(/^[A-Z].*\.$/),
    });
  }
  expect(replies.at(-1)?.statusCode).toBe(413);
  expect(await contentOfDatabase()).toBe(before);
});

test('a forged checkpoint is refused and begins no new epoch', async () => {
  const till = await aTill(business, 'midtown');
  const { checkpoint } = (await till.page('account')).json();
  const before = await business.books.epoch();
  const forged = { ...checkpoint, sequence: checkpoint.sequence + 1000, stamp: 'forged' };
  const heads = await till.ask('POST', '/v1/log/heads', {
    ...{ epoch: till.epoch, head: { logId: till.logId, sequence: 0, hash: till.hash } },
    ...{ acknowledgement: { logId: till.logId, through: 900, epochNumber: 1, signature: 'ab'.repeat(32) } },
    ...{ checkpoints: [forged, { nonsense: true }], decisionsThrough: 0 },
  });
  const page = await till.ask('POST', '/v1/feed/account', { checkpoint: forged, limit: 10, collections: null });

  expect(heads.statusCode).toBe(200);
  expect(page.statusCode === 200 ? page.json().kind : 'refused').not.toBe('page');
  expect(await business.books.epoch()).toEqual(before);
});

test('a replayed batch is a duplicate and has no second effect (OX-2)', async () => {
  const till = await aTill(business, 'midtown');
  const entry = till.addCustomer(randomUUID());
  await till.deliver(entry);
  const before = await contentOfDatabase();
  const { verdicts } = await till.deliver(entry);

  expect(verdicts).toMatchObject([{ kind: 'duplicate' }]);
  expect(await contentOfDatabase()).toBe(before);
});

test("an entry in another register's name has no effect", async () => {
  const harbor = await aTill(business, 'harbor');
  const midtown = await aTill(business, 'midtown');
  const customerId = randomUUID();
  const reply = await midtown.send(harbor.addCustomer(customerId));

  expect(reply.statusCode === 200 ? reply.json().verdicts[0].kind : 'refused').not.toBe('accepted');
  expect(await business.store.document('customers', customerId)).toBeNull();
});

test('an entry whose body was changed after it was hashed has no effect', async () => {
  const till = await aTill(business, 'midtown');
  const customerId = randomUUID();
  const entry = till.addCustomer(customerId, { firstName: 'True' });
  const reply = await till.send({ ...entry, personal: { ...entry.personal, firstName: 'False' } });

  expect(reply.statusCode === 200 ? reply.json().verdicts[0].kind : 'refused').not.toBe('accepted');
  expect(await business.store.document('customers', customerId)).toBeNull();
});

test("a Cashier's deletion and export are refused, kept, and have no effect (RO-11, worked example 20)", async () => {
  const till = await aTill(business, 'midtown');
  const customerId = randomUUID();
  const exported = { what: 'customers', format: 'xlsx', rows: 5, scope: 'midtown', filtered: false } as const;
  const { verdicts, acknowledgedThrough } = await till.deliver(
    till.addCustomer(customerId),
    till.write('customer-deleted', { customerId }, null, { userId: 'cashier' }),
    till.write('customers-exported', exported, null, { userId: 'cashier' }),
    till.write('customers-exported', exported, null, { userId: 'admin' }),
  );

  expect(verdicts.map(({ kind }) => kind)).toEqual(['accepted', 'refused', 'refused', 'accepted']);
  expect(acknowledgedThrough).toBe(4);
  expect((await till.page('location-midtown')).json().rows).toContainEqual(
    expect.objectContaining({ id: customerId, collection: 'customers', change: 'put' }),
  );
});

test('an unknown kind, an unknown shape and nonsense are parked, and the queue goes on', async () => {
  const till = await aTill(business, 'midtown');
  const { verdicts, acknowledgedThrough } = await till.deliver(
    till.writeRaw('time-travelled', { to: 1985 }, null),
    till.writeRaw('customer-added', { colour: 'red' }, {}),
    till.addCustomer(randomUUID()),
  );

  expect(verdicts.map(({ kind }) => kind)).toEqual(['parked', 'parked', 'accepted']);
  expect(acknowledgedThrough).toBe(3);
});

test('a known name with other content is parked, never dropped', async () => {
  const till = await aTill(business, 'midtown');
  const first = till.addCustomer(randomUUID());
  await till.deliver(first);
  const content = contentOf({ ...first, personalSalt: first.personalSalt ?? '', userId: 'admin' });
  const reply = await till.send(placeEntry(first, content));

  expect(reply.statusCode).toBe(200);
  expect(reply.json().verdicts).toMatchObject([{ kind: 'parked' }]);
});

test('a revoked register delivers into the parking lot and reads nothing', async () => {
  const till = await aTill(business, 'harbor');
  const admin = await aTill(business, 'midtown');
  const revoke = (payload: object) => admin.ask('POST', `/v1/registers/${till.joined.registerId}/revoke`, payload);
  expect((await revoke({ admin: { userId: 'cashier', pin: testPins.cashier } })).statusCode).toBe(403);
  expect((await revoke({ admin: { userId: 'admin', pin: testPins.admin } })).statusCode).toBe(200);

  const late = randomUUID();
  const { verdicts } = await till.deliver(till.addCustomer(late));
  expect(verdicts).toMatchObject([{ kind: 'parked' }]);
  const reads = [
    await till.page('account'),
    await till.page('location-harbor'),
    await till.ask('GET', '/v1/users'),
    await till.ask('GET', '/v1/live'),
    await till.ask('GET', '/v1/customers?text=be&limit=5'),
    await till.ask('GET', `/v1/customers/${late}`),
    await till.ask('GET', `/v1/log/${till.logId}?after=0&limit=5`),
    await till.ask('POST', '/v1/sign-in', { userId: 'admin', pin: testPins.admin }),
  ];
  for (const reply of reads) expect([reply.statusCode, reply.json().code]).toEqual([403, 'register-revoked']);
});

test('every reply forbids being kept, framed or read by a page', async () => {
  for (const url of ['/healthz', '/v1/users', '/v1/nothing']) {
    const { headers } = await app.inject({ url, headers: { origin: 'https://evil.example' } });
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['access-control-allow-origin']).toBeUndefined();
  }
});

test('guessing join codes is slowed down', async () => {
  const other = await aBusiness();
  const join = () =>
    other.app.inject({ method: 'POST', url: '/v1/join', payload: { code: 'GUESS-ED', registerName: 'x' } });
  const replies = await Promise.all(Array.from({ length: 40 }, join));

  expect(replies.filter(({ statusCode }) => statusCode === 429).length).toBe(10);
  const last = replies.find(({ statusCode }) => statusCode === 429);
  expect(last?.json().code).toBe('too-many-requests');
});
