import type { FreshRows } from './fresh-rows';
import { APP_USER } from './packed-row';
import type { SearchStats } from './search-calls';
import type { Segment } from './segment';

/** Counts customers, app users and the customers of each location; one walk, because a kept counter may drift. */
export function countRows(segments: readonly Segment[], fresh: FreshRows): SearchStats {
  const byLocation: Record<string, number> = {};
  const add = (locationId: string, count: number) => (byLocation[locationId] = (byLocation[locationId] ?? 0) + count);
  let appUsers = 0;
  for (const { row } of fresh.all()) {
    if (row.isAppUser) appUsers += 1;
    row.locationIds.forEach((id) => add(id, 1));
  }
  for (const segment of segments) {
    const { flags, placeSetOf, placeSets, places } = segment.parts;
    const bySet = new Uint32Array(placeSets.length);
    for (let row = 0; row < segment.length; row += 1) {
      if (!segment.isAlive(row)) continue;
      const set = placeSetOf[row] ?? 0;
      bySet[set] = (bySet[set] ?? 0) + 1;
      if (((flags[row] ?? 0) & APP_USER) !== 0) appUsers += 1;
    }
    bySet.forEach((count, set) => {
      if (count > 0) placeSets[set]?.forEach((number) => add(places[number] ?? '', count));
    });
  }
  const customers = segments.reduce((sum, segment) => sum + segment.alive, fresh.size);
  return { customers, appUsers, byLocation, segments: segments.length, fresh: fresh.size };
}
