import type { Bench } from './bench';
import type { FigureName, Measured } from './figure';

/** One measurement, which may answer several figures. */
export interface Measurement {
  readonly names: readonly FigureName[];
  measure(bench: Bench): Promise<readonly Measured[]>;
}
