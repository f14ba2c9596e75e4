import type { Measurement } from '../measurement';
import { checkout } from './checkout';
import { entries } from './entries';
import { exporting } from './exporting';
import { firstSync } from './first-sync';
import { listIdle, listSyncing } from './lists';
import { lookupIdle, lookupSyncing } from './lookup';
import { memory } from './memory';
import { pullPage } from './pull-page';
import { serverStart } from './server-start';
import { startLookup } from './start-lookup';
import { visible } from './visible';

/** In an order in which each leaves the stage as the next wants it: the first sync is of an untouched register. */
export const measurements: readonly Measurement[] = [
  ...[serverStart, pullPage, entries],
  ...[firstSync, startLookup, memory, lookupIdle, listIdle, checkout, visible, lookupSyncing, listSyncing, exporting],
];
