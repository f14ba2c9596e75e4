import { join } from 'node:path';
import type { User } from '../../core/domain/organisation/organisation';
import type { RegisterIdentity } from '../../core/ipc/register-identity';
import type { Clock, IdSource } from '../../core/kernel/ports';
import { DataPortDesk } from './data-port/data-port-desk';
import type { JoinedParts } from './data-port/answers';
import { DraftFiles } from './drafts/draft-files';
import type { Disk } from './journal/disk';
import type { JournalAppend } from './journal/build-entry';
import { openJournal } from './journal/open-journal';
import type { ServerAccess } from './server-access';
import { CurrentSession } from './session/current-session';
import { Joining } from './session/joining';
import { pinKey } from './session/pin-key';
import { RegisterStore } from './session/register-store';
import { SecretBox, type KeychainEncryption } from './session/secret-box';
import { ServerClient } from './session/server-client';
import { SignInDesk, type Audit } from './session/sign-in-desk';
import { SignInRecords } from './session/sign-in-records';
import { Signal } from './session/signal';
import { checkPermission, type Action } from '../../core/domain/users/permissions';
import type { ExportBegin } from '../../core/ipc/export';
import { Exports, type ExportParts } from './spreadsheet/exports';
import { Lists, type ListParts } from './spreadsheet/lists';
import { Staff } from './session/staff';

/** What the services of a register stand on; a test gives its own. */
export interface ServiceParts {
  readonly disk: Disk;
  /** The profile's folder; everything main keeps lies in it. */
  readonly profile: string;
  readonly keychain: KeychainEncryption;
  readonly request: typeof fetch;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Milliseconds of the process's own counter. */
  readonly countMs: () => number;
  readonly computerName: string;
  /** The server the environment names, if any. */
  readonly environmentUrl: string | null;
  /** How a file is named by the person, and written by another process. */
  readonly spreadsheets: Pick<ExportParts, 'askForPath' | 'startWorker'> & {
    /** Reads uploaded lists; left out where none are. */
    readonly startListWorker?: ListParts['startWorker'];
  };
  /** The journal's files are not as this process wrote them: main has to stop. */
  readonly onJournalStopped: () => void;
}

/** The parts of main that know who this register is, who works at it, and what it has written down. */
export interface OpenServices {
  readonly access: ServerAccess;
  readonly register: RegisterStore;
  readonly current: CurrentSession;
  readonly joining: Joining;
  readonly signIn: SignInDesk;
  readonly dataPorts: DataPortDesk;
  /** Joined, signed in or out: what the screens show of it is no longer true. */
  readonly changed: Signal<void>;
  /** What the screen has to say about secrets; null when the keychain has them. */
  notice(): string | null;
  /** Looks after the disk and the staff; to be called every now and then. Never rejects. */
  lookAfter(): Promise<void>;
  /** Checks hashes and chain of the whole journal, a little at a time. */
  verifyJournal(pause: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Opens everything main keeps. Rejects when the profile cannot be read, or the journal of a register cannot be opened. */
export async function openRegisterServices(parts: ServiceParts): Promise<OpenServices> {
  const { disk, profile, clock, ids, environmentUrl } = parts;
  await disk.makeFolder(profile);
  const box = new SecretBox(disk, join(profile, 'secrets'), parts.keychain);
  const register = await RegisterStore.open({ disk, folder: profile, box, environmentUrl });
  const staff = await Staff.open(disk, profile);
  const key = await pinKey(box, ids);
  const records = await SignInRecords.open({ disk, folder: profile, key, clock, countMs: parts.countMs });
  const client = new ServerClient(parts.request);
  const current = new CurrentSession(staff, () => register.identity, clock);
  const changed = new Signal<void>();

  let joined: JoinedParts | null = null;
  const open = async (identity: RegisterIdentity): Promise<void> => {
    const before = joined;
    joined = null;
    await before?.journal.close();
    joined = await openJoined(parts, register, identity);
  };
  /** Writes what main itself has to tell; false when it could not be written. */
  const record = async (entry: Pick<JournalAppend, 'effectId' | 'kind' | 'facts' | 'userId'>): Promise<boolean> => {
    const written = await joined?.journal.append([{ ...entry, personal: null, ruleVersions: {}, overrideBy: null }]);
    if (written?.ok !== true) return false;
    dataPorts.tell('journal-appended', { entries: written.value.map(({ entry: one }) => one) });
    return true;
  };
  const audit: Audit = async (action, target, detail, userId) => {
    const facts = { action, target, detail: { ...detail } };
    await record({ effectId: ids.newId(), kind: 'audit-recorded', facts, userId });
  };
  const refusalOf = async (action: Action, target: string) => {
    if (joined === null) return { code: 'not-joined', message: 'This register has not joined a business yet.' };
    const allowed = checkPermission(current.user, action, staff.placeOf(joined.identity));
    if (allowed.ok) return null;
    await audit('attempt-refused', target, { code: allowed.refusal.code }, current.user?.id ?? null);
    return allowed.refusal;
  };
  const exports = new Exports({
    ...parts.spreadsheets,
    refusal: (what) =>
      isOfUpload(what) ? refusalOf('upload-customers', what) : refusalOf('export-customers', 'customers-exported'),
    record: ({ exportId, ...facts }) => {
      const userId = current.user?.id ?? null;
      if (!isOfUpload(facts.what)) return record({ effectId: exportId, kind: 'customers-exported', facts, userId });
      const detail = { format: facts.format, rows: facts.rows };
      const noted = { action: `${facts.what}-saved`, target: facts.scope, detail };
      return record({ effectId: exportId, kind: 'audit-recorded', facts: noted, userId });
    },
  });
  const { startListWorker } = parts.spreadsheets;
  const lists =
    startListWorker === undefined
      ? undefined
      : new Lists({ startWorker: startListWorker, refusal: () => refusalOf('upload-customers', 'upload-customers') });
  const dataPorts = new DataPortDesk({
    ...{ joined: () => joined, staff, current, audit, exports },
    ...(lists === undefined ? {} : { lists }),
  });
  const signIn = new SignInDesk({ register, staff, records, current, client, audit });
  const joining = new Joining({
    ...{ register, staff, client, ids, computerName: parts.computerName },
    onJoined: async () => {
      const { identity } = register;
      if (identity === null) return;
      await open(identity);
      dataPorts.tell('identity-changed', { identity });
      changed.tell();
      await signIn.refreshStaff();
    },
  });

  if (register.identity !== null) await open(register.identity);
  current.changed.listen((session) => {
    dataPorts.tell('session-changed', { session });
    changed.tell();
  });
  staff.changed.listen((users: readonly User[]) => dataPorts.tell('users-changed', { users: [...users] }));

  let wasLow = false;
  return {
    access: {
      url: () => register.url(),
      token: () => register.token(),
      userId: () => current.session?.userId ?? null,
    },
    ...{ register, current, joining, signIn, dataPorts, changed },
    notice() {
      if (register.tokenIsLost)
        return 'The keychain of this computer does not open any more. Join this register again.';
      return box.isPlain
        ? 'This computer has no keychain: what this register signs in with lies in a file that only this user can read.'
        : null;
    },
    async lookAfter() {
      const isLow = (await joined?.journal.checkRoom().catch(() => wasLow)) ?? false;
      if (isLow !== wasLow) dataPorts.tell('disk-low', { low: isLow });
      wasLow = isLow;
      await signIn.refreshStaff();
    },
    async verifyJournal(pause) {
      await joined?.journal.verify(pause).catch(() => []);
    },
    async close() {
      await joined?.journal.close();
    },
  };
}

/** Files of an upload: the template, and the rows that were not imported. */
function isOfUpload(what: ExportBegin['what']): boolean {
  return what === 'upload-problems' || what === 'upload-template';
}

async function openJoined(
  parts: ServiceParts,
  register: RegisterStore,
  identity: RegisterIdentity,
): Promise<JoinedParts> {
  const { disk, profile, clock, ids, onJournalStopped } = parts;
  const { registerId, registerNumber, location } = identity;
  await disk.makeFolder(join(profile, 'journal'));
  const journal = await openJournal({
    ...{ disk, registerId, clock, ids, hadJournal: register.hadJournal },
    // A profile that joins anew as another register keeps what the first one wrote.
    folder: join(profile, 'journal', registerId),
    places: () => ({ locationId: location.id, locationCode: location.code, registerNumber }),
    onStopped: onJournalStopped,
  });
  await register.noteJournal();
  await journal.checkRoom().catch(() => false);
  const drafts = await DraftFiles.open(disk, join(profile, 'drafts'), journal);
  return { identity, journal, drafts };
}
