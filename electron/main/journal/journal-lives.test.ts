import { expect, test } from 'vitest';
import type { LogEntry } from '../../../core/log/entry';
import { aFaultyJournal, aSale, currentEntries, expectDense, expectSound } from '../../../tests/support/journals';
import type { Journal } from './journal';

/** Many lives on a busy machine. */
const SEEDS_MS = 240_000;

/** What a register went through, and what it had confirmed to its cashier. */
interface LivedThrough {
  readonly confirmed: ReadonlyMap<string, LogEntry>;
  readonly journal: Journal;
  readonly faults: number;
}

/**
 * A register's life from a seed: batches of appends, some repeated, with faults at any operation, power cuts and kills.
 * The cashier tries again whatever was refused. With `seals` the server disagrees now and then.
 */
async function liveThrough(seed: number, seals = 0): Promise<LivedThrough> {
  const { computer, clock, random, open } = aFaultyJournal(seed);
  const chance = (probability: number) => random() < probability;
  const confirmed = new Map<string, LogEntry>();
  const wanted: string[] = [];
  let faults = 0;
  let journal: Journal | null = null;
  computer.fault = ({ name, path }) => {
    if (!chance(0.04)) return null;
    faults += 1;
    // What can be read at all is read: a file that hides its entries is another test.
    const isReading = name === 'read' || name === 'list' || (name === 'open' && path.includes('segment-'));
    if (isReading || chance(0.3)) return { kind: chance(0.7) ? 'power-cut' : 'kill' };
    if (name === 'sync') return { kind: 'sync-error', bytes: chance(0.3) ? 'kept' : chance(0.5) ? 'dropped' : 'limbo' };
    return { kind: 'error', code: chance(0.5) ? 'ENOSPC' : 'EIO', part: random() };
  };
  const append = async (life: Journal, effect: string): Promise<void> => {
    const outcome = await life.append([aSale(effect, 'x'.repeat(Math.floor(random() * 190)))]);
    if (!outcome.ok) return;
    const [answer] = outcome.value;
    const before = confirmed.get(effect);
    if (before !== undefined) expect(answer?.entry.factsHash, `seed ${seed}`).toBe(before.factsHash);
    else if (answer !== undefined) confirmed.set(effect, answer.entry);
  };
  for (let step = 0; step < 60; step += 1) {
    clock.advance(random() * 60_000 - 5_000);
    journal ??= await open().catch(() => null);
    if (journal === null) continue;
    if (chance(0.5)) wanted.push(`effect-${seed}-${step}`);
    const unconfirmed = wanted.filter((effect) => !confirmed.has(effect));
    const asked = [...unconfirmed, ...wanted.filter(() => chance(0.05))].slice(0, 6);
    const life: Journal = journal;
    const { head } = life.state();
    const sealing = chance(seals) ? [life.seal(head.logId, Math.floor(random() * (head.sequence + 1)))] : [];
    await Promise.all([...sealing, ...asked.map((effect) => append(life, effect))]).catch(leaveDeadDisks);
    if (chance(0.15)) {
      if (chance(0.6)) computer.cutPower();
      else computer.kill();
    }
    const isAlive = await life.checkRoom().then(
      () => true,
      () => false,
    );
    if (!isAlive) journal = null;
  }
  computer.fault = () => null;
  computer.cutPower();
  return { confirmed, journal: await open(), faults };
}

/** Errors of the disk end a process; anything else is a mistake. */
function leaveDeadDisks(error: unknown): void {
  if (!(error instanceof Error && 'code' in error)) throw error;
}

test(
  'whatever the disk does, what was confirmed is there once, in its place, with its receipt number (OX-1, OX-2, SA-9)',
  async () => {
    let faults = 0;
    let entries = 0;
    for (let seed = 91; seed <= 150; seed += 1) {
      const life = await liveThrough(seed);
      faults += life.faults;
      const read = await currentEntries(life.journal);
      entries += read.length;
      const byEffect = new Map(read.map((entry) => [entry.effectId, entry]));
      expect(life.journal.state().logs, `seed ${seed}`).toHaveLength(1);
      for (const [effect, entry] of life.confirmed) expect(byEffect.get(effect), `seed ${seed}`).toEqual(entry);
      expect(byEffect.size, `seed ${seed}`).toBe(read.length);
      expectSound(read);
    }
    expect(faults).toBeGreaterThan(200);
    expect(entries).toBeGreaterThan(400);
  },
  SEEDS_MS,
);

test(
  'whatever is sealed while the disk fails, every confirmed effect is still offered to the server (OX-1)',
  async () => {
    let logs = 0;
    for (let seed = 2065; seed <= 2120; seed += 1) {
      const { confirmed, journal } = await liveThrough(seed, 0.08);
      const offered = new Map<string, LogEntry>();
      for (const { logId, sealedThrough, head, missing } of journal.state().logs) {
        logs += 1;
        const read = await journal.read(logId, 0, 100_000);
        expect(missing, `seed ${seed}`).toEqual([]);
        expect(read, `seed ${seed}`).toHaveLength(head.sequence);
        expectDense(read);
        for (const entry of read.slice(0, sealedThrough ?? head.sequence)) offered.set(entry.effectId, entry);
      }
      for (const [effect, entry] of confirmed) {
        expect(offered.get(effect)?.factsHash, `seed ${seed}: ${effect}`).toBe(entry.factsHash);
      }
    }
    expect(logs).toBeGreaterThan(100);
  },
  SEEDS_MS,
);
