import { locationFeed } from '../../../core/sync/checkpoint';
import type { Measurement } from '../measurement';
import { selectPage } from '../raw/feed-select';
import { median, spread } from '../statistics';

const MOST_PAGES = 40;

/** A page of 1,000 rows of a location's feed, over HTTP, as read and parsed; beside the bare SELECT of its rows. */
export const pullPage: Measurement = {
  names: ['pull-page'],
  async measure(bench) {
    const { database } = await bench.filled();
    const wire = await bench.wire();
    const feed = locationFeed(wire.locationId);
    const pulled: number[] = [];
    const selected: number[] = [];
    let page = await wire.page(feed, null);
    await selectPage(database, feed, 0);
    while (page.checkpoint.sequence < page.head && pulled.length < MOST_PAGES) {
      const after = page.checkpoint.sequence;
      const begunAt = performance.now();
      page = await wire.page(feed, page);
      if (page.rows.length < 1000) break;
      pulled.push(performance.now() - begunAt);
      selected.push(await selectPage(database, feed, after));
    }
    const note = `median of ${String(pulled.length)} pages; ${spread(pulled)}; limit: the bare SELECT, ${spread(selected)}`;
    return [{ name: 'pull-page', value: median(pulled), limit: median(selected), note }];
  },
};
