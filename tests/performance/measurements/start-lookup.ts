import type { RushTimes } from '../in-page/rush-to-lookup';
import type { Measurement } from '../measurement';
import { median } from '../statistics';

const STARTS = 3;

/** Window to first lookup with everything stored; beside the first paint of the same window. */
export const startLookup: Measurement = {
  names: ['start-lookup'],
  async measure(bench) {
    const till = await bench.readyTill();
    const starts: RushTimes[] = [];
    for (let start = 0; start < STARTS; start += 1) {
      await till.close();
      starts.push(await till.open());
    }
    const at = (which: keyof RushTimes) => median(starts.map((times) => times[which])) / 1000;
    const steps = `users to choose from ${at('usersShown').toFixed(2)} s, signed in ${at('signedIn').toFixed(2)} s`;
    const found = starts.map((times) => (times.found / 1000).toFixed(2)).join(', ');
    const note = `median of ${found} s, sign-in by a script included (${steps}); limit: first paint of the window`;
    return [{ name: 'start-lookup', value: at('found'), limit: at('firstPaint'), note }];
  },
};
