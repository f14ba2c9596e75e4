import { MINUTE_MS } from '../../core/kernel/amounts';
import { Broken } from '../support/world/broken';
import { step } from '../support/world/happenings';
import { planOf, type WorldPlan } from '../support/world/plan';
import { World, type WorldOptions, type WorldChanges } from '../support/world/world';
import { figuresOf, noFigures, type Figures } from './figures';
import { checkErased } from './invariants/erased';
import { Moving } from './invariants/moving';
import { checkOwnViews } from './invariants/own-view';
import { checkReachable } from './invariants/reachable';
import { checkReceipts } from './invariants/receipts';
import { checkRecomputed } from './invariants/recomputed';
import { checkRegistersAgree } from './invariants/registers-agree';
import { checkBooks, checkNothingLost } from './invariants/the-books';
import { checkUploads } from './invariants/uploads';

/** What came of a seed. */
export interface SeedReport {
  readonly seed: number;
  /** Null when everything held. */
  readonly broken: { readonly invariant: string; readonly detail: string } | null;
  readonly figures: Figures;
  readonly lastLines: readonly string[];
  /** The whole story; the same for the same seed. */
  readonly story: string;
}

export interface RunOptions {
  readonly changes?: WorldChanges;
  readonly postgresPlace?: WorldOptions['postgresPlace'];
  readonly onLine?: (line: string) => void;
}

/** Lives through the world of a seed, and checks every invariant after every step and at the end. */
export async function runSeed(seed: number, options: RunOptions = {}): Promise<SeedReport> {
  const plan = planOf(seed);
  const world = new World(plan, options);
  let broken: SeedReport['broken'] = null;
  let figures = noFigures;
  try {
    await live(world, plan);
    figures = await figuresOf(world);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    broken =
      error instanceof Broken
        ? { invariant: error.invariant, detail }
        : { invariant: 'nothing unexpected', detail: stackOf(error) };
  }
  await world.close().catch(() => undefined);
  return { seed, broken, figures, lastLines: world.story.last(25), story: world.story.text };
}

async function live(world: World, plan: WorldPlan): Promise<void> {
  const moving = new Moving();
  await world.open();
  for (let done = 0; done < plan.steps; done += 1) {
    await step(world);
    world.check();
    moving.check(world);
    await checkOwnViews(world);
    await checkBooks(world);
  }
  await checkSettled(world);
  if (!world.desks.some(({ isRevoked }) => isRevoked)) return;
  // An Admin vouches for what revoked registers delivered: then it counts like everything else.
  await world.servers.undisturbed((books) => books.judgeParked({ fromRevoked: true }));
  world.story.tell('an Admin vouches for what was parked');
  await checkSettled(world);
}

async function checkSettled(world: World): Promise<void> {
  const late = await world.settle();
  if (late !== '') throw new Broken('no queue stands still while the network is up', late);
  await checkNothingLost(world);
  await checkOwnViews(world);
  await checkBooks(world);
  await checkReachable(world);
  await checkRecomputed(world);
  await checkUploads(world);
  await checkRegistersAgree(world);
  await checkReceipts(world);
  // What came of erased customers later, and is parked, goes with the daily purge.
  await world.servers.undisturbed((books) => books.purge());
  // What a full disk kept back is tried again.
  await world.time.pass(2 * MINUTE_MS);
  await checkErased(world);
  const [trouble] = world.servers.troubles.filter(
    ({ error }) => !(error instanceof Error && error.name === 'ServerDied'),
  );
  if (trouble !== undefined)
    throw new Broken(
      'the server meets no trouble of its own',
      `${trouble.code} ${trouble.kind}: ${stackOf(trouble.error)}`,
    );
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
