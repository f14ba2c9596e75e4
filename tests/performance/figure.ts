/** What is measured, in which unit and direction, and its budget for 100,000 customers. */
const definitions = {
  'server-start-first': { unit: 's', better: 'lower', budget: 5 },
  'server-start-later': { unit: 's', better: 'lower', budget: 1 },
  'pull-page': { unit: 'ms', better: 'lower', budget: 50 },
  /** The budget is a share of the small commits the same database takes in the same run. */
  entries: { unit: 'entries/s', better: 'higher', budget: 0.4 },
  'first-sync-lookup': { unit: 's', better: 'lower', budget: 3 },
  'first-sync-complete': { unit: 's', better: 'lower', budget: 45 },
  'start-lookup': { unit: 's', better: 'lower', budget: 1.5 },
  memory: { unit: 'MB', better: 'lower', budget: 300 },
  'lookup-idle': { unit: 'ms', better: 'lower', budget: 16 },
  'list-idle': { unit: 'ms', better: 'lower', budget: 16 },
  scan: { unit: 'ms', better: 'lower', budget: 33 },
  finished: { unit: 'ms', better: 'lower', budget: 25 },
  visible: { unit: 'ms', better: 'lower', budget: 250 },
  'lookup-syncing': { unit: 'ms', better: 'lower', budget: 33 },
  'list-syncing': { unit: 'ms', better: 'lower', budget: 33 },
  export: { unit: 's', better: 'lower', budget: 6 },
} as const satisfies Record<string, Definition>;

interface Definition {
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  readonly budget: number;
}

export type FigureName = keyof typeof definitions;

/** All figures, in the order in which they are measured. */
export const figureNames = Object.keys(definitions) as readonly FigureName[];

/** One figure as it is handed on. `limit`: what the bare machine needs for the same, measured in the same run. */
export interface Figure extends Definition {
  readonly name: FigureName;
  readonly value: number;
  readonly limit: number;
  /** How many times worse than the limit; 1 is as good as can be. */
  readonly ratio: number;
}

/** What a measurement found. `note` says how, and where the time went. */
export interface Measured {
  readonly name: FigureName;
  readonly value: number;
  readonly limit: number;
  readonly note: string;
}

/** Puts what was measured beside its budget. */
export function figureOf({ name, value, limit }: Measured): Figure {
  const { unit, better, budget }: Definition = definitions[name];
  const ratio = better === 'lower' ? value / limit : limit / value;
  const absolute = name === 'entries' ? budget * limit : budget;
  return {
    ...{ name, unit, better },
    ...{ value: rounded(value), budget: rounded(absolute), limit: rounded(limit), ratio: rounded(ratio) },
  };
}

export function isMissed({ better, value, budget }: Figure): boolean {
  return better === 'lower' ? value > budget : value < budget;
}

/** Three figures are as many as this can be measured to. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
