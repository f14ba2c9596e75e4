import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../core/kernel/amounts';
import { locationFeed } from '../../../core/sync/checkpoint';
import { databaseFault, diskFault } from './breakdowns';
import type { Life } from './computer';
import { copyDisk, emptyDatabase, spoilSector } from './disk-happenings';
import { wrongBy, type FaultKind } from './plan';
import { changeRole, crashes, outage, purge, restore, revoke, upload, wrongServerClock } from './server-happenings';
import type { Desk, World } from './world';

/** Something that may happen in a step. */
type Happening = (world: World) => void | Promise<void>;

/** Somebody at a register that runs does something. */
function atCounter(act: (desk: Desk, life: Life) => Promise<void>): Happening {
  return (world) => {
    const { living, chance } = world;
    if (living.length === 0) return;
    const { desk, life } = chance.pick(living);
    world.work(() => act(desk, life));
  };
}

const work: readonly (readonly [number, Happening])[] = [
  [12, atCounter((desk, life) => desk.counter.serve(life))],
  [3, atCounter((desk, life) => desk.counter.addCustomer(life))],
  [4, atCounter((desk, life) => desk.counter.editCustomer(life))],
  [2, atCounter((desk, life) => desk.counter.serveVisitor(life))],
  [2, atCounter((desk, life) => desk.counter.finishLeft(life))],
  [0.5, atCounter((desk, life) => desk.counter.deleteCustomer(life))],
  [0.5, atCounter((desk, life) => desk.counter.exportCustomers(life))],
  [0.2, atCounter((desk, life) => desk.counter.forgeDeletion(life))],
  [0.7, atCounter((desk, life) => desk.office.combine(life))],
  [0.5, atCounter((desk, life) => desk.office.undoRollUp(life))],
  [0.3, atCounter((desk, life) => desk.office.restoreCustomer(life))],
  [0.5, atCounter((desk, life) => desk.office.eraseCustomer(life))],
  [0.3, purge],
  [1, samePersonTwice],
  [1, decidedMeanwhile],
  [1, sameCustomerTwice],
  [1, signIn],
  [0.7, restart],
  [0.3, night],
  [0.4, snoop],
  [0.3, changeRole],
  [0.3, upload],
  [0.7, (world) => world.servers.backUp()],
  [0.5, (world) => world.time.pass(world.chance.whole(1, 4) * MINUTE_MS)],
];

const faults: readonly (readonly [FaultKind, number, Happening])[] = [
  ['partition', 3, partition],
  ['server-crash', 1, crashes],
  ['server-outage', 1, outage],
  ['server-restore', 0.6, (world) => restore(world, 'by command')],
  ['server-restore-unnoticed', 0.6, (world) => restore(world, 'unnoticed')],
  ['server-clock', 0.7, wrongServerClock],
  ['power-cut', 1.5, (world) => diskFault(world, 'power-cut')],
  ['kill', 1.5, (world) => diskFault(world, 'kill')],
  ['disk-error', 1.5, (world) => diskFault(world, 'error')],
  ['flush-error', 1.5, (world) => diskFault(world, 'sync-error')],
  ['database-error', 1.5, databaseFault],
  ['database-emptied', 0.8, emptyDatabase],
  ['bad-sector', 0.6, spoilSector],
  ['register-clock', 1, wrongRegisterClock],
  ['revoked', 0.6, revoke],
  ['disk-image', 0.8, (world) => copyDisk(world, 'image')],
  ['clone', 0.7, (world) => copyDisk(world, 'clone')],
];

/** One step: something happens, and some time passes. */
export async function step(world: World): Promise<void> {
  const { chance, plan, time } = world;
  const possible = faults
    .filter(([kind]) => world.active.has(kind))
    .map(([, weight, happening]) => [weight, happening] as const);
  await chance.weighed([...work, ...possible])(world);
  if (chance.is(0.3)) await chance.weighed(work)(world);
  // Rewards are taken twice seldom; somebody soon decides about them.
  if (chance.is(0.4)) for (const { desk, life } of world.living) world.work(() => desk.office.settleOverRedeemed(life));
  await time.pass(chance.duration(plan.paceMs));
  if (chance.is(0.8)) await world.rest(30 * SECOND_MS);
}

/** Two registers cut off from one another serve the same customer, and give the same reward (example 18). */
async function sameCustomerTwice(world: World): Promise<void> {
  const { chance, network, story, active } = world;
  const [one, other] = chance.shuffled(world.living);
  if (one === undefined || other === undefined) return;
  const ids = new Set(other.desk.counter.rows(other.life).map(({ id }) => id));
  const shared = one.desk.counter.rows(one.life).filter(({ id }) => ids.has(id));
  if (shared.length === 0) return;
  const { id } = chance.pick(shared);
  story.tell(`${id} shops at ${one.desk.computer.name} and at ${other.desk.computer.name}`);
  if (active.has('partition')) for (const { desk } of [one, other]) network.plug(desk.computer, false);
  for (const { desk, life } of [one, other]) world.work(() => desk.counter.serve(life, id));
  await world.rest();
  for (const { desk } of [one, other]) network.plug(desk.computer, true);
}

/** One person is added at up to four registers that are cut off, under the same name or another (IC-10). */
async function samePersonTwice(world: World): Promise<void> {
  const { chance, network, story, active } = world;
  const some = chance.shuffled(world.living).slice(0, chance.whole(2, 4));
  if (some.length < 2) return;
  const number = String(chance.whole(200, 215));
  story.tell(`customer ${number} is added at ${some.map(({ desk }) => desk.computer.name).join(', ')}`);
  if (active.has('partition')) for (const { desk } of some) network.plug(desk.computer, false);
  for (const { desk, life } of some) world.work(() => desk.counter.addPerson(life, number));
  await world.rest();
  for (const { desk } of some) network.plug(desk.computer, true);
}

/**
 * Registers that are cut off have entries and drafts for two accounts, while an Admin somewhere else combines the two,
 * takes them apart again, deletes and restores one of them, or has one erased (RU-15, RU-16, DE-7).
 */
async function decidedMeanwhile(world: World): Promise<void> {
  const { chance, network, story, active, time } = world;
  const [here, ...away] = chance.shuffled(world.living).slice(0, chance.whole(2, 4));
  if (here === undefined || away.length === 0) return;
  const known = away.map(({ desk, life }) => new Set(desk.counter.rows(life).map(({ id }) => id)));
  const shared = here.desk.counter.rows(here.life).filter(({ id }) => known.some((ids) => ids.has(id)));
  const [one, other] = chance.shuffled(shared).map(({ id }) => id);
  if (one === undefined || other === undefined) return;
  story.tell(`${one} and ${other} are decided about at ${here.desk.computer.name}`);
  if (active.has('partition')) for (const { desk } of away) network.plug(desk.computer, false);
  for (const [at, { desk, life }] of away.entries()) {
    const [first, second] = [one, other].filter((id) => known[at]?.has(id) === true);
    world.work(async () => {
      await desk.counter.serve(life, first);
      await desk.counter.editCustomer(life, first);
      if (second !== undefined) await desk.counter.serve(life, second);
    });
  }
  const { office, counter } = here.desk;
  const decide = chance.pick<(life: Life) => Promise<void>>([
    (life) => office.combine(life, [one, other]),
    (life) => office.combine(life, [one, other]),
    (life) => counter.deleteCustomer(life, one),
    (life) => office.eraseCustomer(life, one),
  ]);
  const takeBack = chance.pick<(life: Life) => Promise<void>>([
    (life) => office.undoRollUp(life, one),
    (life) => office.restoreCustomer(life, one),
    (life) => office.eraseCustomer(life, one),
    () => Promise.resolve(),
  ]);
  world.work(() => decide(here.life));
  await world.rest();
  await time.pass(chance.duration(2 * SECOND_MS));
  world.work(() => takeBack(here.life));
  await world.rest();
  for (const { desk } of away) network.plug(desk.computer, true);
}

/** Somebody with a register's token asks for what is another location's. */
function snoop({ chance, desks, plan, network, story }: World): void {
  const { computer } = chance.pick(desks);
  const feed = locationFeed(chance.pick(plan.locationIds));
  story.tell(`somebody asks for ${feed} with the token of ${computer.name}`);
  const body = { checkpoint: null, limit: 1000, collections: null };
  network.intrude(computer, { method: 'POST', path: `/v1/feed/${feed}`, body });
}

function partition(world: World): void {
  const { chance, network, time, story } = world;
  const { computer } = chance.pick(world.desks);
  if (!computer.isConnected) return;
  const duration = chance.duration(40 * SECOND_MS);
  story.tell(`${computer.name} is cut off for ${(duration / 1000).toFixed(1)} s`);
  network.plug(computer, false);
  time.after(duration, () => network.plug(computer, true));
}

function signIn(world: World): void {
  const { chance, story } = world;
  if (world.living.length === 0) return;
  const { desk, life } = chance.pick(world.living);
  const user = chance.pick(world.peopleAt(desk));
  world.work(async () => {
    // Main hears of its staff when it can.
    if (desk.computer.isConnected && !desk.isRevoked) await life.staff.take(world.staff()).catch(() => undefined);
    life.session.begin(user);
    story.tell(`${user.id} signs in at ${desk.computer.name}`);
  });
}

async function restart(world: World): Promise<void> {
  if (world.living.length === 0) return;
  const { desk } = world.chance.pick(world.living);
  await world.time.finish(desk.computer.shutDown());
  world.story.tell(`${desk.computer.name} is shut down`);
  world.start(desk);
}

/** The shops close, and open again hours or days later. */
async function night(world: World): Promise<void> {
  const { time, chance, story } = world;
  for (const desk of world.desks) desk.isAttended = false;
  await world.rest();
  for (const { desk } of world.living) await time.finish(desk.computer.shutDown());
  story.tell('the shops close');
  await time.pass(chance.whole(8, 60) * HOUR_MS);
  for (const desk of world.desks) {
    desk.isAttended = true;
    world.start(desk);
  }
}

function wrongRegisterClock(world: World): void {
  const { computer } = world.chance.pick(world.desks);
  computer.clockMs = world.chance.is(0.3) ? 0 : wrongBy(world.chance);
  world.story.tell(`the clock of ${computer.name} is wrong by ${(computer.clockMs / 1000).toFixed(0)} s`);
}
