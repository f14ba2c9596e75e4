import { demoPrograms } from '../../../sync-server/demo/shop/programs';
import { demoAccountName, demoLocations, demoUsers } from '../../../sync-server/demo/shop/organisation';
import { bulkLoad } from '../../../sync-server/demo/bulk-load';
import { playHistory, type DemoEntry, type DemoHistory } from '../../../sync-server/demo/demo-history';
import { DemoRandom } from '../../../sync-server/demo/demo-random';
import { findDemoRegisters, joinDemoRegisters } from '../../../sync-server/demo/demo-registers';
import type { OpenBooks } from '../../../sync-server/open-books';
import { valueOf } from '../../../sync-server/plugins/refused';
import { pinVerifier } from '../../../sync-server/sign-in/pin';

/** Where everybody shops: the location whose register stores all customers. */
export const bigShop = demoLocations[0];

const SEED = 1;
const GROUP = 1_000;

/** The demo's programs, all of which the big shop takes part in. */
export const bigShopPrograms = demoPrograms('2020-01-01').map((program) => ({
  ...program,
  enrollments: demoLocations.map(({ id }) => ({ locationId: id, enrolledOn: '2020-01-01', endedOn: null })),
}));

/** Fills empty books with the demo's business, so many customers, and 26 months of visits, all at the big shop. */
export async function fillBigShop({ books, store, clock, ids }: OpenBooks, customers: number): Promise<void> {
  const users = demoUsers.map(async ({ pin, ...user }) => ({
    user: { ...user, active: true, demoPin: null },
    verifier: await pinVerifier(pin),
  }));
  const business = { accountName: demoAccountName, demo: false, features: [], locations: demoLocations };
  valueOf(await books.setUpBusiness({ ...business, users: await Promise.all(users) }));
  await books.putPrograms(bigShopPrograms);
  const registers = await findDemoRegisters(books, await joinDemoRegisters(books));
  const history = playHistory(new DemoRandom(SEED), {
    ...{ customers, groupSize: GROUP, now: clock.now(), programs: bigShopPrograms },
    receiptPrefix: { midtown: 'MID-1', harbor: 'MID-2', uptown: 'MID-3' },
  });
  const { odd } = await bulkLoad({ store, clock, ids }, registers, atBigShop(history), () => undefined);
  if (odd > 0) throw new Error(`${String(odd)} entries of the history were not accepted`);
}

function atBigShop(history: DemoHistory): DemoHistory {
  return {
    events: history.events,
    get done() {
      return history.done;
    },
    *groups() {
      for (const group of history.groups()) yield moved(group);
    },
  };
}

function* moved(group: Iterable<DemoEntry>): Generator<DemoEntry> {
  for (const { draft } of group) {
    const { facts } = draft;
    const home = 'homeLocationId' in facts ? { homeLocationId: bigShop?.id ?? '' } : {};
    yield {
      place: 'midtown',
      draft: { ...draft, locationId: bigShop?.id ?? '', facts: { ...facts, ...home } },
    };
  }
}
