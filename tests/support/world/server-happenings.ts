import { NO_ADDRESS } from '../../../core/domain/customers/address';
import { DAY_MS, SECOND_MS } from '../../../core/kernel/amounts';
import { wrongBy } from './plan';
import { noteTellers } from './revocations';
import type { World } from './world';

/** For a while requests meet a database or a process that dies over them, and units of work run into one another. */
export function crashes(world: World): void {
  const { chance, servers, time, story } = world;
  servers.crashing = chance.pick([0.01, 0.05, 0.3]);
  servers.interleaving = Math.max(servers.interleaving, chance.pick([0, 0.1, 0.5]));
  const duration = chance.duration(20 * SECOND_MS);
  story.tell(`the server fails at ${String(servers.crashing)} of its steps for ${(duration / 1000).toFixed(1)} s`);
  time.after(duration, () => {
    servers.crashing = 0;
    markTrouble(world);
  });
}

/** One process, or both, are gone for a while. */
export function outage(world: World): void {
  const { chance, servers, network, time, story } = world;
  const gone = chance.is(0.4) ? servers.processes : [chance.pick(servers.processes)];
  const duration = chance.duration(25 * SECOND_MS);
  for (const process of gone) process.isUp = false;
  network.serversChanged();
  story.tell(`${gone.map(({ name }) => name).join(' and ')} gone for ${(duration / 1000).toFixed(1)} s`);
  time.after(duration, () => {
    for (const process of gone) process.isUp = true;
    markTrouble(world);
  });
}

export async function restore(world: World, how: 'by command' | 'unnoticed'): Promise<void> {
  await noteTellers(world);
  await world.servers.restore(how);
  world.witness.sawRestore();
  world.network.serversChanged();
  markTrouble(world);
}

export function wrongServerClock(world: World): void {
  const { chance, servers, story } = world;
  const server = chance.pick(servers.processes);
  servers.setClock(server, chance.is(0.4) ? 0 : wrongBy(chance));
  story.tell(`the clock of ${server.name} is wrong by ${(server.clockMs / 1000).toFixed(0)} s`);
}

/** An Admin takes a register out of the business; it may not know for long. */
export async function revoke(world: World): Promise<void> {
  const { chance, servers, story, time, witness, desks } = world;
  const trusted = desks.filter(({ isRevoked }) => !isRevoked);
  if (trusted.length < 3) return;
  const desk = chance.pick(trusted);
  const { registerId, token } = desk.computer;
  await servers.undisturbed((books) => books.revokeRegister(registerId));
  for (const one of desks) if (one.computer.registerId === registerId) one.isRevoked = true;
  witness.sawRevocation(token, time.now);
  story.tell(`${desk.computer.name} is revoked`);
}

/** A Cashier becomes an Admin, or an Admin a Cashier. */
export async function changeRole(world: World): Promise<void> {
  const { chance, servers, story } = world;
  const { users } = world.staff();
  const user = chance.pick(users);
  const changed = { ...user, role: user.role === 'admin' ? ('cashier' as const) : ('admin' as const) };
  const outcome = await servers.undisturbed((books) => books.changeUser(changed));
  if (!outcome.ok) return;
  world.setUsers(users.map((one) => (one.id === user.id ? changed : one)));
  story.tell(`${user.id} is ${changed.role === 'admin' ? 'an Admin' : 'a Cashier'} from now on`);
}

/** A customer list is uploaded while the shops are open (UP-8); some of the people are customers already. */
export async function upload(world: World): Promise<void> {
  const { chance, servers, story, truth, desks, active } = world;
  const importId = `upload-${String(chance.whole(1, 1_000_000_000))}`;
  const rows = Array.from({ length: chance.whole(2, 5) }, (_, index) => {
    const number = String(chance.whole(90, 130));
    const contact = {
      firstName: 'Maria',
      lastName: `Garcia ${truth.word()}`,
      email: `customer${number}@example.com`,
      phone: '',
    };
    return { row: index + 2, ...contact, internalId: '', address: { ...NO_ADDRESS }, points: 0 };
  });
  const { locationId, registerId } = chance.pick(desks).computer;
  const isTakenBack = chance.is(0.3);
  const registers = await servers.undisturbed((books) => books.registers());
  const register = registers.find(({ id }) => id === registerId);
  const user = world.staff().users.find(({ role }) => role === 'admin');
  if (user === undefined || register === undefined) return;
  truth.uploads.add(importId);
  const list = { importId, locationId, fileName: 'list.csv', total: rows.length };
  const actor = { user, register };
  const before = servers.crashing;
  if (active.has('server-crash') && chance.is(0.5)) servers.crashing = 0.1;
  const outcome = await servers.asked(async (books) => {
    const begun = await books.beginImport(actor, list);
    if (!begun.ok) return begun.refusal.code;
    if (begun.value.state === 'staged') await books.stageImport(importId, rows);
    const done = await books.commitImport(actor, importId);
    return done.ok ? `${String(done.value.imported)} customers` : done.refusal.code;
  });
  servers.crashing = before;
  story.tell(`a list is uploaded: ${outcome ?? 'nobody answers'}`);
  await noteWords(world, importId);
  if (!isTakenBack) return;
  const undone = await servers.asked((books) => books.undoImport(actor, importId));
  story.tell(`it is taken back: ${undone === null ? 'nobody answers' : undone.ok ? 'undone' : undone.refusal.code}`);
}

/** What was said of the customers a list has made. */
async function noteWords({ servers, truth }: World, importId: string): Promise<void> {
  const reads = await servers.place.look();
  const ids = (await reads.importMembers(importId)).map(({ customerId }) => customerId);
  for (const { id, document } of await reads.documents('customers', ids)) {
    truth.said(id, String(document['lastName']));
  }
}

/** What was deleted or combined so far is 90 days ago for a server whose clock says so (DE-7, RU-15). */
export async function purge({ servers, story }: World): Promise<void> {
  const { customers, rollUps } = await servers.purgeAsAfter(91 * DAY_MS);
  story.tell(`the server erases ${String(customers)} deleted customers, and what ${String(rollUps)} roll-ups kept`);
}

function markTrouble({ desks, time }: World): void {
  for (const { computer } of desks) computer.lastTroubleAt = time.now;
}
