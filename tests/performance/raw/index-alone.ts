import { finish } from '../../../renderer/data/search-worker/job';
import { SearchIndex } from '../../../renderer/data/search-worker/search-index';
import { manySearchRows } from '../../support/factories';

const LOOKUPS = 300;
let built: { readonly customers: number; readonly times: readonly number[] } | null = null;

/** Lookups in the search index alone, at so many customers, without worker, message or screen. Milliseconds each. */
export function indexTimes(customers: number): readonly number[] {
  if (built?.customers === customers) return built.times;
  const rows = manySearchRows(customers);
  const index = new SearchIndex();
  index.change(rows.map((row) => ({ id: row.id, row })));
  for (let job = index.upkeep(); job !== null; job = index.upkeep()) finish(job);
  const texts = rows.slice(0, LOOKUPS).map(({ firstName, lastName }) => `${firstName} ${lastName}`.slice(0, 6));
  const times = texts.map((text) => {
    const begunAt = performance.now();
    index.lookup({ text, mode: 'checkout', entered: false, limit: 50 });
    return performance.now() - begunAt;
  });
  built = { customers, times };
  return times;
}
