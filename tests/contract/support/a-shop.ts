import type { Location, User } from '../../../core/domain/organisation/organisation';
import type { Result } from '../../../core/kernel/result';
import type { FeedCollection, FeedReply, FeedRow } from '../../../core/sync/feed';
import type { JoinReply } from '../../../core/sync/join';
import type { Books, NewBusiness, Register, Trouble } from '../../../sync-server/books/books';
import { createBooks } from '../../../sync-server/books/create-books';
import { createSigning } from '../../../sync-server/books/signing';
import type { Store } from '../../../sync-server/store/store';
import { handClock, seededIds, seededRandom, type HandClock } from '../../support/seeded';

const SECRET = 'a secret of at least thirty-two characters';

/** A business with two shops, its books over a store, and a clock driven by hand. */
export interface Shop {
  readonly books: Books;
  readonly store: Store;
  readonly clock: HandClock;
  /** What went wrong inside, by code. */
  readonly troubles: Trouble[];
  /** A register that joined with a code. */
  join(locationId: string, scope?: 'location' | 'all'): Promise<JoinedRegister>;
  /** Another server process over the same database. */
  process(store: Store): Books;
  /** Every row a register gets from a feed, page by page. */
  readAll(register: Register, feed: string, limit?: number): Promise<readonly FeedRow[]>;
  /** Documents a register gets, by collection. */
  documentsOf<Document>(register: Register, collection: FeedCollection): Promise<readonly Document[]>;
}

export interface JoinedRegister {
  readonly register: Register;
  readonly reply: JoinReply;
}

export const MIDTOWN: Location = aPlace('midtown', 'master');
export const HARBOR: Location = aPlace('harbor', 'sub');

export const MASTER_ADMIN = aPerson('master-admin', 'admin', 'midtown');
export const SUB_ADMIN = aPerson('sub-admin', 'admin', 'harbor');
export const CASHIER = aPerson('cashier', 'cashier', 'midtown');

export const TWO_SHOPS: NewBusiness = {
  accountName: 'Corner Pets',
  demo: false,
  features: ['internal_customer_id'],
  locations: [MIDTOWN, HARBOR],
  users: [MASTER_ADMIN, SUB_ADMIN, CASHIER].map((user) => ({ user, verifier: `verifier of ${user.id}` })),
};

/** The value of a `Result`; a refusal fails the test with its code. */
export function valueOf<Value>(result: Result<Value, { readonly code: string }>): Value {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result.value;
}

/** The page of a feed as a register reads it; fails the test when it has to start over. */
export function pageOf(reply: Result<Buffer, { readonly code: string }>): FeedReply & { readonly kind: 'page' } {
  const page = JSON.parse(valueOf(reply).toString()) as FeedReply;
  if (page.kind !== 'page') throw new Error(page.kind);
  return page;
}

/** Sets up the business in an empty store. */
export async function aShop(store: Store, seed = 1): Promise<Shop> {
  const clock = handClock();
  const ids = seededIds(seededRandom(seed));
  const troubles: Trouble[] = [];
  const onTrouble = (trouble: Trouble) => void troubles.push(trouble);
  const booksOver = (over: Store) =>
    createBooks({ store: over, clock, ids, signing: createSigning(SECRET), onTrouble });
  const books = booksOver(store);
  await books.prepare();
  valueOf(await books.setUpBusiness(TWO_SHOPS));

  const shop: Shop = {
    ...{ books, store, clock, troubles, process: booksOver },
    async join(locationId, scope = 'location') {
      const code = valueOf(await books.createJoinCode(locationId, scope));
      const reply = valueOf(await books.redeemJoinCode({ code, registerName: 'Counter' }));
      const register = await books.registerOfToken(reply.token);
      if (register === null) throw new Error('a register that just joined is not known');
      return { register, reply };
    },
    async readAll(register, feed, limit = 1000) {
      const rows: FeedRow[] = [];
      for (let checkpoint = null; ;) {
        const page = pageOf(await books.feedPage(register, feed, { checkpoint, limit, collections: null }));
        rows.push(...page.rows);
        checkpoint = page.checkpoint as never;
        if (page.rows.length < limit) return rows;
      }
    },
    async documentsOf<Document>(register: Register, collection: FeedCollection) {
      const rows = [];
      for (const feed of await books.feedsOf(register)) rows.push(...(await shop.readAll(register, feed)));
      const puts = rows.filter((row) => row.collection === collection && row.change === 'put');
      return puts.map(({ document }) => document as Document);
    },
  };
  return shop;
}

function aPlace(id: string, kind: Location['kind']): Location {
  const name = id.slice(0, 1).toUpperCase() + id.slice(1);
  return { id, kind, name, code: id.slice(0, 3), country: 'US', timeZone: 'America/New_York', phone: '', address: '' };
}

function aPerson(id: string, role: User['role'], locationId: string): User {
  return { id, username: id, role, locationId, active: true, demoPin: null };
}
