import type { ProgramTotals, Standing } from './standing';

/** Life-long counts by program id, over all locations (CP-1, CP-6). */
export declare function programTotalsOf(standing: Standing): Readonly<Record<string, ProgramTotals>>;
