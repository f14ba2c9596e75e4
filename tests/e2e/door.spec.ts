import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import type { JoinReply, SetupState } from '../../core/sync/join';
import { launchRegister, type LaunchedRegister } from './support/launch';
import { probeApp, startProbeWorker } from './support/probe-app';

const TOKEN = 'token-of-this-test';

/** What main asks by itself to make this installation a register. */
const joined: JoinReply = {
  registerId: 'register-1',
  registerName: 'Counter',
  registerNumber: 1,
  token: TOKEN,
  scope: 'location',
  location: {
    ...{ id: 'location-1', kind: 'master', name: 'Harbor', code: 'HB', country: 'US', timeZone: 'America/New_York' },
    ...{ phone: '', address: '' },
  },
  accountId: 'account-1',
  accountName: 'Happy Paws',
  epoch: { number: 1, random: '00112233445566778899aabbccddeeff' },
  users: [],
};
const answers: Readonly<Record<string, unknown>> = {
  '/v1/setup': { state: 'ready', progress: 1 } satisfies SetupState,
  '/v1/join': joined,
  '/v1/users': { users: [] },
};

/** A stand-in for the sync server that streams for ever and remembers what it was asked. */
const requests: { url: string; headers: IncomingMessage['headers']; bytes: number }[] = [];
let openStreams = 0;
const upstream = createServer((request, reply) => {
  const seen = { url: request.url ?? '', headers: request.headers, bytes: 0 };
  requests.push(seen);
  request.on('data', (chunk: Buffer) => (seen.bytes += chunk.length));
  if (seen.url === '/v1/live?test') {
    openStreams += 1;
    reply.writeHead(200, { 'content-type': 'text/event-stream' });
    const timer = setInterval(() => reply.write('data: {}\n\n'), 50);
    reply.on('close', () => {
      clearInterval(timer);
      openStreams -= 1;
    });
    return;
  }
  request.on('end', () => {
    reply.setHeader('content-type', 'application/json');
    reply.end(JSON.stringify(answers[seen.url] ?? { bytes: seen.bytes }));
  });
});

let probe: Awaited<ReturnType<typeof probeApp>>;
let register: LaunchedRegister;

test.beforeAll(async () => {
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  probe = await probeApp();
  register = await launchRegister({
    appFolder: probe.folder,
    serverUrl: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`,
    joinCode: 'CODE-1',
  });
});

test.afterAll(async () => {
  await register.close();
  await probe.remove();
  upstream.closeAllConnections();
  upstream.close();
});

/** Reads the beginning of a stream and leaves it open. */
async function openStream(): Promise<string> {
  const reply = await fetch('/v1/live?test');
  const reader = reply.body?.getReader();
  Object.assign(globalThis, { openReader: reader });
  return new TextDecoder().decode((await reader?.read())?.value);
}

test('what a page asks under /v1 reaches the one server with a token the page never sees', async () => {
  const answer = await register.page.evaluate(async () => {
    const reply = await fetch('/v1/log?test', {
      method: 'POST',
      body: new Uint8Array(3_000_000),
      headers: { 'x-own': '1' },
    });
    return { body: (await reply.json()) as unknown, headers: [...reply.headers.keys()] };
  });
  expect(answer.body).toEqual({ bytes: 3_000_000 });
  const asked = requests.find(({ url }) => url === '/v1/log?test');
  expect(asked?.headers).toMatchObject({ authorization: `Bearer ${TOKEN}` });
  expect(asked?.headers).not.toHaveProperty('x-own');
  expect(asked?.headers).not.toHaveProperty('origin');
  expect(
    await register.page.evaluate(() => JSON.stringify([localStorage, { ...window.pawtill }, document.cookie])),
  ).not.toContain(TOKEN);
});

test('answers with a token in them go to main alone', async () => {
  for (const path of ['join', 'setup', 'sign-in', 'users', '%6aoin', 'x/../join', '/join']) {
    const status = await register.page.evaluate(
      (each) => fetch(`/v1/${each}?from-page`, { method: 'POST', body: '{}' }).then((reply) => reply.status),
      path,
    );
    expect(status).toBe(403);
  }
  expect(requests.filter(({ url }) => url.includes('from-page'))).toEqual([]);
});

test('a stream that the page, a reload or the end of a worker leaves is closed at the server', async () => {
  const { page } = register;
  const closed = () => expect.poll(() => openStreams).toBe(0);
  await page.evaluate(openStream);
  expect(openStreams).toBe(1);
  await page.evaluate(() => (Reflect.get(globalThis, 'openReader') as ReadableStreamDefaultReader).cancel());
  await closed();

  await page.evaluate(openStream);
  await page.reload();
  await closed();

  await (await startProbeWorker(page)).evaluate(openStream);
  expect(openStreams).toBe(1);
  await page.evaluate(() => (Reflect.get(window, 'probeWorker') as Worker).terminate());
  await closed();
});

test('with the server gone the door says offline at once, and goes on when it is back', async () => {
  const { port } = upstream.address() as AddressInfo;
  const ask = () =>
    register.page.evaluate(() =>
      fetch('/v1/customers?text=x').then(async (reply) => [
        reply.status,
        ((await reply.json()) as { code?: string }).code,
      ]),
    );
  upstream.closeAllConnections();
  await new Promise((resolve) => upstream.close(resolve));
  expect(await ask()).toEqual([503, 'offline']);
  await new Promise<void>((resolve) => upstream.listen(port, '127.0.0.1', resolve));
  expect(await ask()).toEqual([200, undefined]);
});

test('asked to end by a signal, the register closes in order', async () => {
  const exit = new Promise((resolve) => register.app.process().once('exit', (code, signal) => resolve([code, signal])));
  await register.page.evaluate(openStream);
  register.app.process().kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
  await expect.poll(() => openStreams).toBe(0);
});
