import { parseArgs } from 'node:util';
import { figureNames, type FigureName } from './figure';

/** What the bench was asked for. */
export interface BenchOptions {
  /** Where the figures go as JSON; null for nowhere. */
  readonly json: string | null;
  readonly only: ReadonlySet<FigureName>;
  readonly customers: number;
}

const MOST_CUSTOMERS = 1_000_000;

/** Reads `--json FILE --only NAME[,NAME] --customers N`. Throws an error with one sentence for a person. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'string' }, only: { type: 'string', multiple: true }, customers: { type: 'string' } },
  });
  const customers = Number(values.customers ?? 100_000);
  if (!Number.isInteger(customers) || customers < 100 || customers > MOST_CUSTOMERS) {
    throw new Error(`--customers takes a whole number from 100 to ${String(MOST_CUSTOMERS)}`);
  }
  const asked = (values.only ?? []).flatMap((names) => names.split(',')).filter((name) => name !== '');
  const unknown = asked.filter((name) => !isFigureName(name));
  if (unknown.length > 0) {
    throw new Error(`no figure is called ${unknown.join(', ')}; there are ${figureNames.join(', ')}`);
  }
  const only = new Set(asked.length === 0 ? figureNames : asked.filter(isFigureName));
  return { json: values.json ?? null, only, customers };
}

function isFigureName(name: string): name is FigureName {
  return (figureNames as readonly string[]).includes(name);
}
