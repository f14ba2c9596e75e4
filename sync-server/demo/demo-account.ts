import type { User } from '../../core/domain/organisation/organisation';
import { DAY_MS, type Instant } from '../../core/kernel/amounts';
import { businessDateAt } from '../../core/kernel/calendar';
import type { Books, NewUser } from '../books/books';
import { valueOf } from '../plugins/refused';
import { pinVerifier } from '../sign-in/pin';
import { playHistory, type DemoHistory } from './demo-history';
import type { DemoNote } from './demo-note';
import { DemoRandom } from './demo-random';
import { joinDemoRegisters, type DemoRegisterIds, type DemoRegisters } from './demo-registers';
import { demoAccountName, demoLocations, demoUsers, type DemoPlace } from './shop/organisation';
import { demoPrograms } from './shop/programs';
import { HISTORY_DAYS } from './visits/timeline';

/** Makes the demo's account in empty books: users, programs, and the registers that will have written its history. */
export async function makeDemoAccount(books: Books, now: Instant): Promise<DemoRegisterIds> {
  valueOf(
    await books.setUpBusiness({
      ...{
        accountName: demoAccountName,
        demo: true,
        features: ['breeder_accounts', 'combine_customers', 'employee_accounts'],
        locations: demoLocations,
      },
      users: await Promise.all(demoUsers.map(newUser)),
    }),
  );
  await books.putPrograms(demoPrograms(enrolledOn(now)));
  return joinDemoRegisters(books);
}

/** The history a note tells of; the same note, the same history. */
export function historyOf(note: Omit<DemoNote, 'complete' | 'registers'>, registers: DemoRegisters): DemoHistory {
  const prefix = (place: DemoPlace) =>
    `${demoLocations.find(({ id }) => id === place)?.code ?? ''}-${String(registers[place].number)}`;
  return playHistory(new DemoRandom(note.seed), {
    customers: note.customers,
    groupSize: note.groupSize,
    now: note.now,
    programs: demoPrograms(enrolledOn(note.now)),
    receiptPrefix: { midtown: prefix('midtown'), harbor: prefix('harbor'), uptown: prefix('uptown') },
  });
}

/** Every shop has taken part since before the first visit. */
function enrolledOn(now: Instant): string {
  return businessDateAt(now - (HISTORY_DAYS + 60) * DAY_MS, 'America/Chicago');
}

async function newUser({ pin, ...user }: (typeof demoUsers)[number]): Promise<NewUser> {
  const shown: User = { ...user, active: true, demoPin: pin };
  return { user: shown, verifier: await pinVerifier(pin) };
}
