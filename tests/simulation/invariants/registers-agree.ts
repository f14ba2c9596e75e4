import { cardsOf } from '../../../core/domain/cards/cards-of';
import type { Standing } from '../../../core/domain/cards/standing';
import type { Customer } from '../../../core/domain/customers/customer';
import { isPlaceholder } from '../../../core/domain/customers/new-customer';
import { searchRowOf } from '../../../core/domain/customers/search-row';
import { belongsTo } from '../../../core/domain/customers/visits';
import { programBook } from '../../../core/domain/programs/program-book';
import type { Program } from '../../../core/domain/programs/program';
import { businessDateAt } from '../../../core/kernel/calendar';
import type { FeedCollection } from '../../../core/sync/feed';
import type { PulledCollection } from '../../../renderer/data/data-worker/register/register-store';
import type { StoreReads } from '../../../sync-server/store/store';
import { mustHold } from '../../support/world/broken';
import type { Life } from '../../support/world/computer';
import { MASTER_LOCATION } from '../../support/world/plan';
import type { Desk, World } from '../../support/world/world';
import { canonical, difference } from './the-books';

const ACCOUNT: readonly PulledCollection[] = ['settings', 'users', 'programs', 'decisions'];
const OF_LOCATION: readonly PulledCollection[] = ['transactions', 'workItems', 'messages'];

/**
 * At the end: every register keeps exactly its subset of the books, shows what they say, and so all that received the
 * same show the same (OX-4).
 */
export async function checkRegistersAgree(world: World): Promise<void> {
  const reads = await world.servers.place.look();
  for (const { desk, life } of world.living) {
    if (desk.isRevoked) continue;
    await checkKept(reads, desk, life);
    await checkShown(reads, desk, life);
  }
}

async function checkKept(reads: StoreReads, { computer }: Desk, { store }: Life): Promise<void> {
  const { scope, locationId, name } = computer;
  const isHere = (customer: Customer) => scope === 'all' || belongsTo(customer, locationId);
  const customers = (await documents<Customer>(reads, 'customers')).filter(
    (one) => one.status !== 'deleted' && !isPlaceholder(one) && one.locations.length > 0 && isHere(one),
  );
  const listed = new Set(customers.filter(({ status }) => status === 'active').map(({ id }) => id));
  const standings = (await documents<Standing>(reads, 'standings')).filter(({ id }) => listed.has(id));
  const expected = new Map<PulledCollection, readonly { readonly id: string }[]>([
    ['customers', customers],
    ['standings', standings],
  ]);
  for (const collection of ACCOUNT) expected.set(collection, await documents(reads, collection));
  for (const collection of OF_LOCATION) {
    const all = await documents<{ id: string; locationId: string }>(reads, collection);
    // What has to be settled anywhere is told at the master location as well (RO-2).
    const isTold = scope === 'all' || (collection === 'workItems' && locationId === MASTER_LOCATION);
    expected.set(
      collection,
      all.filter((one) => isTold || one.locationId === locationId),
    );
  }

  for (const [collection, wanted] of expected) {
    const kept = new Map((await store.scan(collection, '', 100_000)).map(({ document }) => [document.id, document]));
    const what = (id: string) => `${collection}/${id} at ${name}`;
    for (const document of wanted) {
      const here = kept.get(document.id);
      mustHold(
        here !== undefined,
        'no committed change is skipped by a reader',
        () => `${what(document.id)} is missing`,
      );
      const differs = difference(here, document);
      mustHold(differs === '', 'no committed change is skipped by a reader', () => `${what(document.id)}: ${differs}`);
      kept.delete(document.id);
    }
    for (const id of kept.keys()) mustHold(false, 'nobody keeps what is not theirs', () => what(id));
  }
}

async function checkShown(reads: StoreReads, { computer }: Desk, { register, finder, store }: Life): Promise<void> {
  const { name } = computer;
  const context = register.context();
  mustHold(context !== null, 'a register opens', () => `${name} has no settings`);
  if (context === null) return;
  const book = programBook(await documents<Program>(reads, 'programs'));
  const question = {
    today: businessDateAt(computer.clock.now(), context.location.timeZone),
    locationId: computer.locationId,
    unconfirmedTransactions: new Set<string>(),
  };
  const visitors = new Set((await store.visitors()).map(({ id }) => id));
  const rows = new Map(finder.rows);
  for (const customer of (await store.scan('customers', '', 100_000)).map(({ document }) => document)) {
    const { id } = customer;
    if (customer.status === 'merged') {
      const primary = await primaryOf(reads, customer);
      const isShown = (await register.view(id))?.customer.id === primary.id;
      const isKept = primary.status === 'active' && !isPlaceholder(primary);
      mustHold(isShown || !isKept, 'a merged-away account shows its primary (RU-15)', () => `${name}: ${id}`);
      mustHold(!rows.has(id), 'lists show what is kept', () => `${name} lists ${id}, who was rolled up`);
      continue;
    }
    const standing = (await reads.document('standings', id)) as Standing | null;
    const view = await register.view(id);
    const shown = difference(view?.customer ?? null, customer);
    mustHold(shown === '', 'registers that received the same show the same (OX-4)', () => `${name}, ${id}: ${shown}`);
    const cards = standing === null ? [] : cardsOf(standing, book, question);
    const dealt = difference(view?.cards, cards);
    mustHold(
      dealt === '',
      'registers that received the same show the same (OX-4)',
      () => `${name}, cards of ${id}: ${dealt}`,
    );
    mustHold(view?.unconfirmedTransactions.length === 0, 'what the books hold is confirmed', () => {
      return `${name} waits for ${canonical(view?.unconfirmedTransactions)} of ${id}`;
    });
    const row = difference(rows.get(id) ?? null, searchRowOf(customer));
    mustHold(row === '', 'lists show what is kept', () => `${name}, ${id}: ${row}`);
    rows.delete(id);
  }
  for (const id of rows.keys())
    mustHold(visitors.has(id), 'lists show what is kept', () => `${name} still lists ${id}`);
}

async function documents<Document extends { readonly id: string }>(
  reads: StoreReads,
  collection: FeedCollection,
): Promise<readonly Document[]> {
  return (await reads.documents(collection)).map(({ document }) => document as unknown as Document);
}

/** Into whom an account was rolled, chains included (RU-16). */
async function primaryOf(reads: StoreReads, customer: Customer): Promise<Customer> {
  let primary = customer;
  while (primary.mergedInto !== null) {
    const next = (await reads.document('customers', primary.mergedInto)) as Customer | null;
    mustHold(next !== null, 'a merged-away account shows its primary (RU-15)', () => `${customer.id} leads nowhere`);
    if (next === null) break;
    primary = next;
  }
  return primary;
}
