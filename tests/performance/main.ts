/**
 * The budgets in real Electron with a real server: `npm run bench -- [--json FILE] [--only NAME[,NAME]] [--customers N]`.
 * A missed budget is marked and no failure; a figure that could not be measured is.
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Bench } from './bench';
import { figureOf, type Measured } from './figure';
import { measurements } from './measurements';
import { readOptions } from './options';
import { loadWords, tableOf } from './report';

const options = readOptions(process.argv.slice(2));
const say = (sentence: string) => process.stderr.write(`bench: ${sentence}\n`);
const bench = new Bench(options, say);
const measured: Measured[] = [];
try {
  for (const { names, measure } of measurements) {
    const asked = names.filter((name) => options.only.has(name));
    if (asked.length === 0) continue;
    say(`measuring ${asked.join(', ')} (load ${loadWords()})`);
    try {
      measured.push(...(await measure(bench)).filter(({ name }) => options.only.has(name)));
    } catch (error) {
      say(`${asked.join(', ')} could not be measured: ${error instanceof Error ? (error.stack ?? error.message) : ''}`);
      process.exitCode = 1;
      await bench.closeRegisters();
    }
  }
} finally {
  await bench.close();
}
if (options.json !== null) {
  await writeFile(resolve(options.json), `${JSON.stringify(measured.map(figureOf), null, 2)}\n`);
}
process.stdout.write(`${tableOf(measured, options.customers)}\n`);
