import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { serverForwarder } from './forward';

const stops: (() => void)[] = [];
afterEach(() => {
  while (stops.length > 0) stops.pop()?.();
});

async function aServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const door = (url: string | null, limits = { answerMs: 2000, silenceMs: 2000 }) =>
  serverForwarder({ url: () => url, token: () => 'secret-token' }, limits);
const asked = (path: string, init?: RequestInit) => new Request(`pawtill://register${path}`, init);

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

test('a request goes to the server with the token, its body and only the headers that are listed', async () => {
  const seen: { headers?: IncomingMessage['headers']; body?: string; url?: string | undefined } = {};
  const url = await aServer(async (request, reply) => {
    Object.assign(seen, { headers: request.headers, url: request.url, body: await bodyOf(request) });
    reply.setHeader('set-cookie', 'a=b').setHeader('content-type', 'application/json').end('{"fine":true}');
  });
  const headers = { 'content-type': 'application/json', 'x-other': 'no', authorization: 'Bearer mine', cookie: 'c=d' };
  const reply = await door(url).forward(asked('/v1/log?x=1', { method: 'POST', body: '{"entries":[]}', headers }));

  expect(seen).toMatchObject({ url: '/v1/log?x=1', body: '{"entries":[]}' });
  expect(seen.headers).toMatchObject({ authorization: 'Bearer secret-token', 'content-type': 'application/json' });
  expect(seen.headers).not.toHaveProperty('x-other');
  expect(seen.headers).not.toHaveProperty('cookie');
  expect(await reply.json()).toEqual({ fine: true });
  expect(reply.headers.get('set-cookie')).toBeNull();
  expect(reply.headers.get('content-security-policy')).toContain("connect-src 'self'");
});

test('an error of the server arrives as it is, under the content policy', async () => {
  const url = await aServer((_request, reply) =>
    reply.writeHead(409, { 'content-type': 'application/json' }).end('{"code":"epoch"}'),
  );
  const reply = await door(url).forward(asked('/v1/log', { method: 'POST', body: '{}' }));
  expect([reply.status, await reply.json()]).toEqual([409, { code: 'epoch' }]);
  expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('a server that cannot be reached is 503 offline, and one that never answers too', async () => {
  const silent = await aServer(() => {});
  const limits = { answerMs: 50, silenceMs: 50 };
  for (const url of ['http://127.0.0.1:9', silent]) {
    const reply = await door(url, limits).forward(asked('/v1/live'));
    expect([reply.status, await reply.json()]).toMatchObject([503, { code: 'offline' }]);
  }
});

test('before the register has joined nothing is sent anywhere', async () => {
  const reply = await door(null).forward(asked('/v1/log'));
  expect([reply.status, await reply.json()]).toMatchObject([503, { code: 'not-joined' }]);
});

test('a redirect is refused and not followed', async () => {
  let elsewhere = 0;
  const other = await aServer((_request, reply) => reply.end(String(++elsewhere)));
  const url = await aServer((_request, reply) => reply.writeHead(302, { location: other }).end());
  const forwarder = door(url);
  const reply = await forwarder.forward(asked('/v1/customers?text=x'));
  expect([reply.status, await reply.json(), elsewhere]).toMatchObject([502, { code: 'redirected' }, 0]);
  expect(forwarder.openCount()).toBe(0);
});

test.each([
  '/v1/join',
  '/v1/setup',
  '/v1/sign-in',
  '/v1/users',
  '/v1/JOIN',
  '/v1/%6Aoin',
  '/v1//join',
  '/v1/join/',
  '/v1/x/..%2fjoin',
  '/v1/customers/%2e%2e%2fjoin',
  '/v1/',
])('%s is answered by main alone: no window gets through to it', async (path) => {
  let requests = 0;
  const url = await aServer((_request, reply) => reply.end(String(++requests)));
  const reply = await door(url).forward(asked(path, { method: 'POST', body: '{}' }));
  expect([reply.status, requests]).toEqual([403, 0]);
});

test('a stream passes piece by piece, and cancelling it ends it at the server', async () => {
  let ended = false;
  const url = await aServer((_request, reply) => {
    reply.writeHead(200, { 'content-type': 'text/event-stream' });
    const timer = setInterval(() => reply.write('data: 1\n\n'), 10);
    reply.on('close', () => {
      clearInterval(timer);
      ended = true;
    });
  });
  const forwarder = door(url);
  const reply = await forwarder.forward(asked('/v1/live'));
  const reader = reply.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('data: 1');
  expect(forwarder.openCount()).toBe(1);
  await reader?.cancel();
  await vi.waitFor(() => expect(ended).toBe(true));
  expect(forwarder.openCount()).toBe(0);
});

test('a stream that falls silent breaks, and one whose page has gone is ended', async () => {
  let ended = 0;
  const url = await aServer((_request, reply) => {
    reply.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
    reply.on('close', () => (ended += 1));
  });
  const forwarder = door(url, { answerMs: 2000, silenceMs: 60 });
  const silent = (await forwarder.forward(asked('/v1/live'))).body?.getReader();
  await silent?.read();
  await expect(silent?.read()).rejects.toThrow('stream-broken');

  await forwarder.forward(asked('/v1/live'));
  forwarder.closeAll();
  await vi.waitFor(() => expect(ended).toBe(2));
  await vi.waitFor(() => expect(forwarder.openCount()).toBe(0));
});

test('the server is told who is signed in by main, and never by a page', async () => {
  const seen: unknown[] = [];
  const url = await aServer((request, reply) => {
    seen.push(request.headers['x-pawtill-user']);
    reply.end('{}');
  });
  const headers = { 'x-pawtill-user': 'olivia' };
  const asOf = (userId: string | null) =>
    serverForwarder({ url: () => url, token: () => 'secret-token', userId: () => userId }, limits);
  const limits = { answerMs: 2000, silenceMs: 2000 };
  await asOf('casey').forward(asked('/v1/imports', { headers }));
  await asOf(null).forward(asked('/v1/imports', { headers }));
  expect(seen).toEqual(['casey', undefined]);
});
