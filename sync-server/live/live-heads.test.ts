import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import { afterEach, expect, test } from 'vitest';
import { LiveHeads, type Heads, type HeadsSignal } from './live-heads';

const logger = pino({ level: 'silent' });
const open: LiveHeads[] = [];
afterEach(async () => {
  for (const live of open.splice(0)) await live.close();
});

/** Live heads over heads that lie here, with or without a signal. */
function liveOver(heads: Record<string, number>, signal?: Partial<HeadsSignal>) {
  const reads: (readonly string[])[] = [];
  const readHeads = async (feeds: readonly string[]) => {
    reads.push(feeds);
    return Object.fromEntries(feeds.map((feed) => [feed, heads[feed] ?? 0]));
  };
  const live = new LiveHeads({ readHeads, logger, calmPollMs: 60, anxiousPollMs: 15 });
  if (signal) live.useSignal({ send: () => undefined, isListening: true, close: async () => undefined, ...signal });
  open.push(live);
  return { live, reads };
}

test('who follows gets the heads of all followed feeds at once, and at every change of one', async () => {
  const { live } = liveOver({ account: 3, 'location-a': 7 });
  const told: Heads[] = [];
  live.follow(['account', 'location-a'], (heads) => told.push(heads));
  await delay(5);
  live.announce({ 'location-a': 8 });
  live.announce({ 'location-b': 1 });

  expect(told.at(0)).toEqual({ account: 3, 'location-a': 7 });
  expect(told.at(-1)).toEqual({ account: 3, 'location-a': 8 });
  expect(told.every((heads) => !('location-b' in heads))).toBe(true);
});

test('without a signal heads are read, so that a change by another process is found', async () => {
  const heads = { account: 1 };
  const { live } = liveOver(heads);
  const told: Heads[] = [];
  live.follow(['account'], (now) => told.push(now));
  await delay(5);
  heads.account = 2;
  await delay(60);

  expect(told.at(-1)).toEqual({ account: 2 });
});

test('a head that went back, because the database was restored, is told', async () => {
  const heads = { account: 9 };
  const { live } = liveOver(heads);
  const told: Heads[] = [];
  live.follow(['account'], (now) => told.push(now));
  await delay(5);
  heads.account = 4;
  await delay(60);

  expect(told.at(-1)).toEqual({ account: 4 });
});

test('own commits are told to the other processes, and an old word of theirs is no news', async () => {
  const sent: Heads[] = [];
  const { live } = liveOver({ account: 5 }, { send: (heads) => sent.push(heads) });
  const told: Heads[] = [];
  live.follow(['account'], (now) => told.push(now));
  await delay(5);
  live.announce({ account: 6 });
  live.hear({ account: 2 });

  expect(sent).toEqual([{ account: 6 }]);
  expect(told.at(-1)).toEqual({ account: 6 });
});

test('nobody follows, nothing is read', async () => {
  const { live, reads } = liveOver({ account: 1 });
  live.follow(['account'], () => undefined).end();
  await delay(80);
  const before = reads.length;
  await delay(80);

  expect(reads.length).toBe(before);
});
