import type { Measurement } from '../measurement';
import { ACCOUNT_FEED, locationFeed } from '../../../core/sync/checkpoint';
import { restCollections } from '../../../renderer/data/data-worker/register/feed-tracks';
import type { WireRegister } from '../stage/wire-register';

/** A register that joins unattended: window to first lookup and to everything stored; beside reading it all bare. */
export const firstSync: Measurement = {
  names: ['first-sync-lookup', 'first-sync-complete'],
  async measure(bench) {
    const limit = await readsFeeds(await bench.wire());
    const till = await bench.till();
    const times = await till.open();
    const filledAt = await till.waitUntilFilled('first-sync');
    const everythingAt = await till.waitUntilFilled();
    const tasks = await till.page.evaluate(() => window.longTasks);
    const during = tasks.filter(({ at }) => at > times.signedIn && at < filledAt);
    const before = tasks.filter(({ at }) => at <= times.signedIn);
    const longest = (list: typeof tasks) => Math.max(0, ...list.map(({ ms }) => ms)).toFixed(0);
    const seconds = (ms: number) => (ms / 1000).toFixed(2);
    return [
      {
        ...{ name: 'first-sync-lookup', value: times.found / 1000, limit: limit.firstPages },
        note: `users to choose from after ${seconds(times.usersShown)} s, signed in after ${seconds(times.signedIn)} s; limit: the first pages over HTTP`,
      },
      {
        ...{ name: 'first-sync-complete', value: filledAt / 1000, limit: limit.everything },
        note: `tasks over 50 ms while filling: ${String(during.length)} (longest ${longest(during)} ms), while starting: ${String(before.length)} (longest ${longest(before)} ms); the last months' transactions after ${seconds(everythingAt)} s; limit: reading the same pages over HTTP, nothing stored`,
      },
    ];
  },
};

/** Seconds to read what a first sync reads: up to the first customers, and all of it. */
async function readsFeeds(wire: WireRegister): Promise<{ readonly firstPages: number; readonly everything: number }> {
  const begunAt = performance.now();
  const seconds = () => (performance.now() - begunAt) / 1000;
  await wire.page(ACCOUNT_FEED, null, restCollections);
  let page = await wire.page(locationFeed(wire.locationId), null, restCollections);
  const firstPages = seconds();
  while (page.checkpoint.sequence < page.head)
    page = await wire.page(locationFeed(wire.locationId), page, restCollections);
  return { firstPages, everything: seconds() };
}
