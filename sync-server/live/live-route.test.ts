import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';
import { expect, test } from 'vitest';
import { Value } from 'typebox/value';
import { LiveHeadsSchema, type LiveHeads } from '../../core/sync/feed';
import { aDatabase } from '../../tests/support/postgres';
import { aBusiness, aServer } from '../../tests/support/sync-server';
import { aTill, type TestTill } from '../../tests/support/test-till';

const database = await aDatabase();
const business = await aBusiness({ database, heartbeatMs: 150 });
const url = await business.listen();

/** A live stream of a till, with what it heard. */
async function listen(base: string, till: TestTill) {
  const heard: LiveHeads[] = [];
  const abort = new AbortController();
  const reply = await fetch(`${base}/v1/live`, {
    headers: { authorization: `Bearer ${till.joined.token}` },
    signal: abort.signal,
  });
  const parser = createParser({ onEvent: ({ data }) => heard.push(Value.Parse(LiveHeadsSchema, JSON.parse(data))) });
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of reply.body ?? []) parser.feed(decoder.decode(chunk, { stream: true }));
  })().catch(() => undefined);
  return { reply, heard, ended, stop: () => abort.abort() };
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !holds(); tries += 1) await delay(10);
  expect(holds()).toBe(true);
}

test('a stream carries the heads of the own feeds only, first and at every change', async () => {
  const till = await aTill(business, 'harbor');
  const live = await listen(url, till);
  expect(live.reply.headers.get('content-type')).toContain('text/event-stream');
  await until(() => live.heard.length > 0);
  expect(Object.keys(live.heard[0]?.heads ?? {}).sort()).toEqual(['account', 'location-harbor']);

  const { verdicts } = await till.deliver(till.addCustomer(randomUUID()));
  const visibleAt = verdicts[0]?.visibleAt['location-harbor'] ?? Infinity;
  await until(() => (live.heard.at(-1)?.heads['location-harbor'] ?? 0) >= visibleAt);
  live.stop();
});

test('a change committed by another process is told within a moment', async () => {
  const other = await aServer({ database });
  const live = await listen(url, await aTill(business, 'midtown'));
  await until(() => live.heard.length > 0);
  await delay(100);
  const till = await aTill(other, 'midtown');
  const { verdicts } = await till.deliver(till.addCustomer(randomUUID()));
  const begunAt = performance.now();
  const visibleAt = verdicts[0]?.visibleAt['location-midtown'] ?? Infinity;
  await until(() => (live.heard.at(-1)?.heads['location-midtown'] ?? 0) >= visibleAt);

  expect(performance.now() - begunAt).toBeLessThan(900); // sooner than the next reading of the heads
  live.stop();
});

test('a stream has a heartbeat, and ends for the server when its reader goes', async () => {
  const live = await listen(url, await aTill(business, 'midtown'));
  await until(() => live.heard.length > 3);
  live.stop();
  await live.ended;
});

test('a register that is revoked loses its stream', async () => {
  const till = await aTill(business, 'midtown');
  const live = await listen(url, till);
  await until(() => live.heard.length > 0);
  await business.books.revokeRegister(till.joined.registerId);

  await live.ended;
});

test('a server that stops ends its streams', async () => {
  const other = await aServer({ database });
  const base = await other.listen();
  const live = await listen(base, await aTill(business, 'midtown'));
  await until(() => live.heard.length > 0);
  await other.stop();

  await live.ended;
});
