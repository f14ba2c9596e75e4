/**
 * Figures of the search index at 100,000 customers: `npx tsx tests/performance/search-index.bench.ts [customers]`.
 * The budgets stand in the tests; this prints what this machine does today.
 */
import { finish, type Job } from '../../renderer/data/search-worker/job';
import type { ListFilter } from '../../renderer/data/search-worker/search-calls';
import { SearchIndex } from '../../renderer/data/search-worker/search-index';
import { restoreIndex, saveIndex } from '../../renderer/data/search-worker/snapshot';
import { HARBOR, manySearchRows } from '../support/factories';

const CUSTOMERS = Number(process.argv[2] ?? 100_000);
const MEGABYTE = 2 ** 20;

/** Wall time and processor time (collector threads included), milliseconds. */
function timed<Answer>(work: () => Answer): { readonly ms: number; readonly cpuMs: number; readonly answer: Answer } {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const answer = work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuMs: (user + system) / 1000, answer };
}

/** The quickest of a few tries, milliseconds: what the work takes when nothing else runs on this machine. */
function quickest(work: () => unknown, prepare: () => void = () => undefined): number {
  const tries = Array.from({ length: 5 }, () => {
    prepare();
    return timed(work).ms;
  });
  return Math.min(...tries);
}

function percentiles(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(2);
  return `p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)}  most ${at(1)} ms`;
}

function say(what: string, figure: string): void {
  console.log(`${what.padEnd(46)} ${figure}`);
}

function usedMegabytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / MEGABYTE;
}

/** Does upkeep to its end; answers the longest step, milliseconds. */
function keepUp(index: SearchIndex): number {
  let longest = 0;
  for (let job = index.upkeep(); job !== null; job = index.upkeep()) {
    for (let done = false; !done;) {
      const start = performance.now();
      done = job.next().done === true;
      longest = Math.max(longest, performance.now() - start);
    }
  }
  return longest;
}

/** Does a job to its end; answers how long its longest step took, too. */
function driven<Answer>(job: Job<Answer>): { readonly answer: Answer; readonly longest: number } {
  let longest = 0;
  for (;;) {
    const start = performance.now();
    const step = job.next();
    longest = Math.max(longest, performance.now() - start);
    if (step.done === true) return { answer: step.value, longest };
  }
}

/** What cashiers type, letter by letter. */
function typedTexts(rows: ReturnType<typeof manySearchRows>): readonly string[] {
  const sample = rows.filter((_, at) => at % Math.ceil(rows.length / 150) === 0);
  return sample.flatMap(({ firstName, lastName, phone, email, internalId }, at) => {
    const whole = [
      `${firstName} ${lastName}`,
      lastName,
      phone.slice(2),
      email,
      internalId,
      `${lastName} ${phone.slice(-4)}`,
    ];
    const text = whole[at % whole.length] ?? '';
    return Array.from({ length: Math.min(text.length, 14) }, (_, length) => text.slice(0, length + 1));
  });
}

const rows = manySearchRows(CUSTOMERS);
const before = usedMegabytes();
const index = new SearchIndex();

const built = timed(() => {
  index.change(rows.map((row) => ({ id: row.id, row })));
  return keepUp(index);
});
say(
  `build of ${CUSTOMERS} in one go`,
  `${built.ms.toFixed(0)} ms (processor ${built.cpuMs.toFixed(0)} ms), longest step ${built.answer.toFixed(1)} ms`,
);
say('memory of the index', `${(usedMegabytes() - before).toFixed(0)} MB`);

const filled = new SearchIndex();
let longest = 0;
const filling = timed(() => {
  for (let start = 0; start < rows.length; start += 1000) {
    filled.change(rows.slice(start, start + 1000).map((row) => ({ id: row.id, row })));
    longest = Math.max(longest, keepUp(filled));
  }
});
say(
  'fill by pages of 1,000 (first sync)',
  `${filling.ms.toFixed(0)} ms (processor ${filling.cpuMs.toFixed(0)} ms), longest step ${longest.toFixed(1)} ms, ${filled.segments.length} segments`,
);

const texts = typedTexts(rows);
for (const [name, searched] of [
  ['one segment', index],
  ['filled by pages', filled],
] as const) {
  for (const mode of ['list', 'checkout'] as const) {
    const ask = (text: string) => quickest(() => searched.lookup({ text, mode, entered: mode === 'list', limit: 50 }));
    const asked = mode === 'list' ? texts : texts.filter((text) => text.length >= 4);
    say(`lookup, ${mode}, ${name}`, `${percentiles(asked.map(ask))}  (${asked.length} texts)`);
  }
}

const everybody: ListFilter = { text: '', appUsersOnly: false, sort: 'name', locationId: null };
const filters: readonly (readonly [string, ListFilter])[] = [
  ['A–Z', everybody],
  ['one location, app users, newest', { ...everybody, locationId: HARBOR, appUsersOnly: true, sort: 'newest' }],
  ['text "s"', { ...everybody, text: 's' }],
];
for (const [name, filter] of filters) {
  for (const [which, searched] of [
    ['one segment', index],
    ['pages', filled],
  ] as const) {
    searched.page({ ...filter, offset: 0, limit: 50 });
    const times = Array.from({ length: 60 }, (_, turn) => {
      // A change, so that nothing is kept from the time before.
      const change = () => searched.change(rows.slice(turn, turn + 1).map((row) => ({ id: row.id, row })));
      return quickest(() => searched.page({ ...filter, offset: (turn * 1711) % CUSTOMERS, limit: 50 }), change);
    });
    say(`page after a change, ${name}, ${which}`, percentiles(times));
  }
}
keepUp(index);
const afterUpkeep = timed(() => filled.page({ ...everybody, offset: 5000, limit: 50 }));
say('first page after upkeep', `${afterUpkeep.ms.toFixed(2)} ms`);

const changes = rows.filter((_, at) => at % 40 === 0).map((row) => ({ ...row, lastName: `${row.lastName}x` }));
const changing = timed(() => {
  for (const row of changes) {
    index.change([{ id: row.id, row }]);
    const job = index.upkeep();
    if (job !== null) finish(job);
  }
});
say(
  'one changed customer with its share of upkeep',
  `${(changing.ms / changes.length).toFixed(3)} ms, ${index.segments.length} segments`,
);

const saved = timed(() => driven(saveIndex(index, 'checkpoint')));
const { answer: blob, longest: longestOfSave } = saved.answer;
say(
  'save',
  `${saved.ms.toFixed(0)} ms, ${(blob.byteLength / MEGABYTE).toFixed(0)} MB, longest step ${longestOfSave.toFixed(1)} ms`,
);
const restored = timed(() => restoreIndex(blob));
say('restore', `${restored.ms.toFixed(0)} ms, ${restored.answer.ok ? 'readable' : restored.answer.refusal}`);
