import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { aBusiness, testPins } from '../../tests/support/sync-server';
import { aTill } from '../../tests/support/test-till';

/** Personal data and secrets of this run; none of it may be in the log. */
const betty = {
  firstName: 'Bettina',
  lastName: 'Quarrelsome',
  email: 'bettina.quarrelsome@example.com',
  phone: '+13125550142',
};

test('the log of a whole run, on its chattiest level, holds no name, email, phone, token, code or PIN', async () => {
  const server = await aBusiness();
  const till = await aTill(server, 'midtown');
  const other = await aTill(server, 'harbor');
  const customerId = randomUUID();
  await till.deliver(
    till.addCustomer(customerId, betty),
    till.write(
      'customer-edited',
      { customerId, fields: ['lastName'], messages: [] },
      { changes: { lastName: 'Peaceable' } },
    ),
    till.addCustomer(randomUUID(), { ...betty, firstName: 'Other' }),
    till.writeRaw('customer-added', { nonsense: betty.email }, { ...betty, extra: true }),
  );
  await till.send({ nonsense: betty });
  await till.page('location-midtown');
  await other.ask('GET', `/v1/customers?text=${encodeURIComponent('bettina quarrel')}&limit=20`);
  await other.ask('GET', `/v1/customers?text=${encodeURIComponent(betty.email)}&limit=abc`);
  await other.ask('GET', `/v1/customers/${encodeURIComponent(betty.email)}`);
  await other.ask('GET', `/v1/${encodeURIComponent(betty.email)}?phone=${encodeURIComponent(betty.phone)}`);
  await till.ask('POST', '/v1/sign-in', { userId: 'admin', pin: testPins.admin });
  await till.ask('POST', '/v1/sign-in', { userId: 'admin', pin: '424242' });
  const code = (
    await till.ask('POST', '/v1/join-codes', {
      ...{ admin: { userId: 'admin', pin: testPins.admin }, locationId: 'harbor', scope: 'location' },
    })
  ).json().code as string;
  const joined = await server.app.inject({
    method: 'POST',
    url: '/v1/join',
    payload: { code, registerName: 'Bettina PC' },
  });
  await server.app.inject({ url: '/v1/users', headers: { authorization: 'Bearer stolen-token-of-somebody' } });
  // A failure inside, whose message would repeat what it is about.
  server.app.log.error({ err: new Error(`Key (email)=(${betty.email}) already exists`) }, 'request failed');

  const log = server.log();
  expect(log.split('\n').length).toBeGreaterThan(10);
  expect(log).toContain('"route":"/v1/customers"');
  expect(log).toContain(`"registerId":"${till.joined.registerId}"`);
  const secrets = [
    ...Object.values(betty),
    ...['Peaceable', 'quarrel', '3125550142', '555-0142', 'text=', 'stolen-token', code, '424242'],
    ...[till.joined.token, other.joined.token, joined.json().token as string, ...Object.values(testPins)],
  ];
  for (const secret of secrets) expect(log.toLowerCase()).not.toContain(secret.toLowerCase());
});

test('a broken database is answered 503 with a code, and logged without its words', async () => {
  const server = await aBusiness();
  await server.database.stop();
  const reply = await server.app.inject({ url: '/healthz' });

  expect(reply.statusCode).toBeGreaterThanOrEqual(500);
  expect(reply.json()).toEqual({ code: expect.stringMatching(/^[a-z-]+$/), message: expect.stringMatching(/\.$/) });
  expect(server.log()).toContain('"msg":"request failed"');
});
