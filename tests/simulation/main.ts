import { parseArgs } from 'node:util';
import { planOf } from '../support/world/plan';
import { postgresPlace } from '../support/world/postgres-place';
import { added, noFigures, said } from './figures';
import { OwnPostgres } from './own-postgres';
import { runSeed } from './run-seed';

const HELP = `npm run sim -- [--seeds N] [--from S] [--verbose]

Lives through N worlds, those of the seeds S, S+1, …: many registers and one server in one process, with
clock, network, disks and ids from the seed. Exit code 1 and the failing seeds when an invariant breaks.
A failing seed replays: --from S --seeds 1 --verbose tells its story.
`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [count, from] = [Number(values.seeds), Number(values.from)];
if (values.help || !Number.isInteger(count) || !Number.isInteger(from) || count < 1) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}

/** An unexpected rejection anywhere in the product is a finding too; the seed that is alive gets it. */
let unexpected: unknown = null;
process.on('unhandledRejection', (reason) => (unexpected ??= reason));

const postgres = new OwnPostgres();
const options = {
  postgresPlace: postgresPlace(postgres.newDatabase),
  ...(values.verbose && { onLine: (line: string) => console.log(line) }),
};
const failed: number[] = [];
let figures = noFigures;
const begun = performance.now();
for (let seed = from; seed < from + count; seed += 1) {
  const report = await runSeed(seed, options);
  const broken =
    unexpected === null
      ? report.broken
      : { invariant: 'nothing unexpected', detail: unexpected instanceof Error ? String(unexpected.stack) : 'unknown' };
  unexpected = null;
  figures = added(figures, report.figures);
  if (broken === null) continue;
  failed.push(seed);
  const { master, browser, faults } = planOf(seed);
  console.log(`\nseed ${String(seed)} (${master}, ${browser}): ${broken.invariant}\n  ${broken.detail}`);
  console.log(`  faults: ${[...faults].join(', ')}`);
  if (!values.verbose) console.log(report.lastLines.map((line) => `  ${line}`).join('\n'));
}
const seconds = (performance.now() - begun) / 1000;
const each = `${(seconds / count).toFixed(2)} s each`;
console.log(
  `\n${String(count)} seeds from ${String(from)} in ${seconds.toFixed(1)} s (${each}), ${String(failed.length)} failed`,
);
console.log(said(figures));
if (failed.length > 0) console.log(`failing seeds: ${failed.join(', ')}`);
await postgres.stop();
process.exit(failed.length > 0 ? 1 : 0);
