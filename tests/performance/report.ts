import { loadavg } from 'node:os';
import { figureOf, isMissed, type Measured } from './figure';

/** The figures as a table for a terminal, with their notes and how busy the machine was. */
export function tableOf(measured: readonly Measured[], customers: number): string {
  const head = ['figure', 'value', 'budget', 'limit', 'ratio', ''];
  const rows = measured.map((one) => {
    const figure = figureOf(one);
    const { name, unit, value, budget, limit, ratio } = figure;
    return [
      name,
      `${String(value)} ${unit}`,
      String(budget),
      String(limit),
      String(ratio),
      verdictOf(isMissed(figure)),
    ];
  });
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)));
  const lineOf = (row: readonly string[]) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    lineOf(head),
    ...rows.map(lineOf),
    '',
    ...measured.map(({ name, note }) => `${name}: ${note}`),
    '',
    `${customers.toLocaleString('en-US')} customers; load of the machine ${loadWords()}`,
  ].join('\n');
}

const verdictOf = (missed: boolean): string => (missed ? 'MISSED' : 'kept');

/** Runnable processes over the last 1 and 5 minutes: figures of a busy machine say little. */
export function loadWords(): string {
  const [one = 0, five = 0] = loadavg();
  return `${one.toFixed(1)} (1 min), ${five.toFixed(1)} (5 min)`;
}
