import { SECOND_MS } from '../../../core/kernel/amounts';
import { JOURNAL_FOLDER, type Life } from './computer';
import { forgetTeller } from './revocations';
import type { Desk, World } from './world';

/** The browser's databases of one register are found empty at its next start. */
export async function emptyDatabase(world: World): Promise<void> {
  const { chance, story, time, plan } = world;
  if (world.living.length === 0) return;
  const { desk } = chance.pick(world.living);
  await time.finish(desk.computer.shutDown());
  // What a bad sector took from the journal is in the database of entries alone until it is healed.
  const databases = plan.faults.has('bad-sector') ? (['pulled'] as const) : (['pulled', 'entries'] as const);
  const lost = chance.is(0.3) ? databases : [chance.pick(databases)];
  for (const database of lost) await desk.computer.loseDatabase(database);
  forgetTeller(world, desk);
  story.tell(`${desk.computer.name} lost its browser databases: ${lost.join(', ')}`);
  world.start(desk);
}

/** A stretch of a journal's segment becomes unreadable while the app is off. */
export async function spoilSector(world: World): Promise<void> {
  const { chance, story, time } = world;
  if (world.living.length === 0) return;
  const { desk, life } = chance.pick(world.living);
  // Only what the database has as well can come back.
  if (!(await isKeptTwice(life))) return;
  const { computer } = desk;
  await time.finish(computer.shutDown());
  const segments = computer.drive.paths.filter((path) => path.startsWith(`${JOURNAL_FOLDER}/segment`));
  if (computer.isOn || segments.length === 0) return;
  const path = chance.pick(segments);
  computer.drive.damage(path, (content) => {
    const used = content.findLastIndex((byte) => byte !== 0) + 1;
    const from = chance.whole(0, Math.max(0, used - 1));
    content.fill(0xff, from, Math.min(content.length, from + chance.whole(1, 700)));
    return content;
  });
  story.tell(`${computer.name} has a bad sector in ${path.split('/').at(-1) ?? ''}`);
  computer.diskFault = () => null;
  computer.browserFault = () => null;
  world.start(desk);
}

async function isKeptTwice({ journal, store }: Life): Promise<boolean> {
  for (const { logId, head, missing } of journal.state().logs) {
    if (missing.length > 0) return false;
    const kept = await store.ownEntries(logId, 0, 100_000).catch(() => []);
    if (kept.length < head.sequence) return false;
  }
  return true;
}

/**
 * The whole disk of a register is copied. Later the copy is put back on the same computer, as after a failed repair; or
 * another computer is set up from it, and both go on.
 */
export function copyDisk(world: World, use: 'image' | 'clone'): void {
  const { chance, time, story } = world;
  if (world.living.length === 0) return;
  const { desk } = chance.pick(world.living);
  const image = desk.computer.image();
  if (image === null || desk.isImaged) return;
  desk.isImaged = true;
  forgetTeller(world, desk);
  story.tell(`the disk of ${desk.computer.name} is copied`);
  time.after(chance.duration(60 * SECOND_MS), () => {
    if (use === 'clone') return setUpClone(world, desk, image);
    world.work(() => putBack(world, desk, image));
  });
}

type Image = NonNullable<ReturnType<Desk['computer']['image']>>;

async function putBack(world: World, desk: Desk, image: Image): Promise<void> {
  const { story, truth, time } = world;
  const { computer, counter } = desk;
  if (world.active.size === 0) return;
  desk.isAttended = false;
  computer.die('its disk is put back to an older image');
  await time.sleep(1);
  computer.restore(image);
  desk.isAttended = true;
  // What was written since is on no disk any more; it may be in the books, and need not.
  for (const sale of truth.sales.values()) if (sale.computer === computer.name) sale.isExcused = true;
  counter.forget();
  story.tell(`the disk of ${computer.name} is as it was`);
  world.start(desk);
}

function setUpClone(world: World, desk: Desk, image: Image): void {
  if (world.active.size === 0) return;
  const clone = world.deskOf(`${desk.computer.name}b`, desk.computer.joined);
  clone.isImaged = true;
  clone.isRevoked = desk.isRevoked;
  clone.computer.clockMs = desk.computer.clockMs;
  clone.computer.restore(image);
  world.story.tell(`${clone.computer.name} is set up from that copy`);
  world.start(clone);
}
