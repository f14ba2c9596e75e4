import type { Location, User } from '../../core/domain/organisation/organisation';
import type { Clock, IdSource } from '../../core/kernel/ports';
import type { JoinReply, SetupRequest, SetupState } from '../../core/sync/join';
import type { Books } from '../books/books';
import { Refused, valueOf } from '../plugins/refused';
import { pinVerifier } from '../sign-in/pin';

/** Makes the demo: the account at once, its history behind. */
export interface DemoMaker {
  /** Account, users and programs; answers the location the first register joins. */
  begin(): Promise<Location>;
  /** Customers and visits, 0 … 1 while they are made. Null when none are being made. */
  readonly progress: number | null;
}

export interface SetupDeskParts {
  readonly books: Books;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly demo: DemoMaker;
}

const SETUP_DONE = { code: 'setup-done', message: 'This server already keeps a business. Join it with a code.' };
const BAD_LOCATION = { code: 'malformed', message: 'The location has an id or a time zone that cannot be used.' };

/** Sets up the first business of an empty server, or the demo. */
export class SetupDesk {
  readonly #parts: SetupDeskParts;

  constructor(parts: SetupDeskParts) {
    this.#parts = parts;
  }

  async state(): Promise<SetupState> {
    const { books, demo } = this.#parts;
    if (demo.progress !== null) return { state: 'preparing', progress: demo.progress };
    return (await books.isEmpty()) ? { state: 'empty', progress: 0 } : { state: 'ready', progress: 1 };
  }

  /** Makes the account and joins the register that asked. Throws `Refused` when there is an account already. */
  async setUp(request: SetupRequest): Promise<JoinReply> {
    const { books, demo } = this.#parts;
    if (!(await books.isEmpty())) throw new Refused(409, SETUP_DONE);
    const location = request.kind === 'demo' ? await demo.begin() : await this.#setUpBusiness(request);
    const code = valueOf(await books.createJoinCode(location.id, 'location'));
    return valueOf(await books.redeemJoinCode({ code, registerName: request.registerName }));
  }

  async #setUpBusiness(request: Extract<SetupRequest, { kind: 'business' }>): Promise<Location> {
    const location: Location = { ...request.location, kind: 'master' }; // LO-1
    if (!/^[A-Za-z0-9_-]+$/.test(location.id) || !isTimeZone(location.timeZone)) throw new Refused(400, BAD_LOCATION);
    const { username, pin } = request.admin;
    const user: User = {
      id: this.#parts.ids.newId(),
      username,
      role: 'admin', // RO-1
      locationId: location.id,
      active: true,
      demoPin: null,
    };
    valueOf(
      await this.#parts.books.setUpBusiness({
        accountName: request.accountName,
        demo: false,
        features: [],
        locations: [location],
        users: [{ user, verifier: await pinVerifier(pin) }],
      }),
    );
    return location;
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
