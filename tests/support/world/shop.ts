import type { Location, User } from '../../../core/domain/organisation/organisation';
import type { Program } from '../../../core/domain/programs/program';
import type { NewBusiness } from '../../../sync-server/books/books';
import { aProgram, aProgramCard, anItem, fourBags, upc } from '../factories';
import type { WorldPlan } from './plan';

/** The business of a world: its locations, an Admin of the master location, and two people at every location. */
export function businessOf({ locationIds }: WorldPlan): NewBusiness {
  const locations = locationIds.map((id, index): Location => {
    const name = id.slice(0, 1).toUpperCase() + id.slice(1);
    const code = id.slice(0, 3).toUpperCase();
    return { id, kind: index === 0 ? 'master' : 'sub', name, code, country: 'US', ...PLACE };
  });
  const people = locationIds.flatMap((id) => [
    aPerson(`admin-${id}`, 'admin', id),
    aPerson(`cashier-${id}`, 'cashier', id),
  ]);
  return {
    ...{ accountName: 'Corner Pets', demo: false, features: ['additional_uploads', 'internal_customer_id'], locations },
    users: people.map((user) => ({ user, verifier: 'none' })),
  };
}

const PLACE = { timeZone: 'America/New_York', phone: '', address: '' } as const;

function aPerson(id: string, role: User['role'], locationId: string): User {
  return { id, username: id, role, locationId, active: true, demoPin: null };
}

/** Two programs: one everywhere, of lesser or equal value; one not at the last location, any item. */
export function programsOf({ locationIds, buyX, windowMonths }: WorldPlan): readonly Program[] {
  const enrolledAt = (ids: readonly string[]) =>
    ids.map((locationId) => ({ locationId, enrolledOn: '2020-01-01', endedOn: null }));
  const treats = [7, 9].map((dollars) =>
    anItem({ upc: upc(dollars), description: `Treats at ${String(dollars)} dollars`, valueCents: dollars * 100 }),
  );
  return [
    aProgram({ windowMonths, cards: [aProgramCard({ buyX })], enrollments: enrolledAt(locationIds) }),
    aProgram({
      ...{ id: 'program-treats', manufacturer: 'Nibble', title: 'Nibble Treats' },
      cards: [
        aProgramCard({ id: 'card-treats', title: 'Treats', buyX: buyX + 1, rewardRule: 'any-item', items: treats }),
      ],
      enrollments: enrolledAt(locationIds.slice(0, -1)),
    }),
  ];
}

/** Codes a scanner may read: bags, treats, and something in no program (PU-13). */
export const CODES: readonly string[] = [...fourBags().map((item) => item.upc), upc(7), upc(9), upc(999)];
