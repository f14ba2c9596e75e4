import type { PermissionRefusal } from '../../../core/domain/users/permissions';
import { checkPermission } from '../../../core/domain/users/permissions';
import type {
  AppendRefusalCode,
  DataPortReply,
  DataPortRequest,
  DataPortRequestName,
  JournalState,
} from '../../../core/ipc/data-port';
import type { RegisterIdentity } from '../../../core/ipc/register-identity';
import { GENESIS_HASH } from '../../../core/log/entry';
import type { DraftFiles } from '../drafts/draft-files';
import type { JournalAppend } from '../journal/build-entry';
import type { ForeignRefusal } from '../journal/foreign-entries';
import type { Journal } from '../journal/journal';
import type { CurrentSession } from '../session/current-session';
import type { Audit } from '../session/sign-in-desk';
import type { Staff } from '../session/staff';
import type { Exports } from '../spreadsheet/exports';
import type { Lists } from '../spreadsheet/lists';
import { actionOf, isKnownEntry } from './append-rights';

/** What a register that has joined keeps. */
export interface JoinedParts {
  readonly identity: RegisterIdentity;
  readonly journal: Journal;
  readonly drafts: DraftFiles;
}

export interface AnswerParts {
  /** Null before this register has joined. */
  readonly joined: () => JoinedParts | null;
  readonly staff: Staff;
  readonly current: CurrentSession;
  readonly audit: Audit;
  readonly exports: Exports;
  /** Left out: no file can be read here. */
  readonly lists?: Lists;
}

/** The register has not joined yet: a request that needs its journal cannot be answered. */
export class NotJoined extends Error {}

type Answers = {
  readonly [Name in DataPortRequestName]: (request: DataPortRequest<Name>) => Promise<DataPortReply<Name>>;
};

/** What main answers the data worker. Requests have been checked by their schema. */
export function dataPortAnswers(parts: AnswerParts): Answers {
  const joined = (): JoinedParts => {
    const found = parts.joined();
    if (found === null) throw new NotJoined('This register has not joined a business yet.');
    return found;
  };
  const changed = async (
    change: (
      journal: Journal,
    ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly refusal: ForeignRefusal }>,
  ): Promise<DataPortReply<'journal:adopt'>> => {
    const { journal } = joined();
    const outcome = await change(journal);
    if (outcome.ok) return { kind: 'done', state: journal.state() };
    return { kind: 'refused', code: outcome.refusal.kind, message: FOREIGN_SENTENCES[outcome.refusal.kind] };
  };
  /** What is kept beside the entries holds in memory when the disk fails, and is only work to find out again. */
  const noted = async (note: (journal: Journal) => Promise<void>): Promise<{ kind: 'done'; state: JournalState }> => {
    const { journal } = joined();
    await note(journal).catch(() => undefined);
    return { kind: 'done', state: journal.state() };
  };

  return {
    'journal:append': (request) => append(parts, joined(), request),
    'journal:read': async ({ logId, after, limit }) => {
      const { journal } = joined();
      const log = journal.state().logs.find((one) => one.logId === logId);
      const head = log?.head ?? { logId, sequence: 0, hash: GENESIS_HASH };
      return { entries: [...(await journal.read(logId, after, limit))], head };
    },
    'journal:head': async () => joined().journal.state(),
    'journal:adopt': ({ entries }) => changed((journal) => journal.adopt(entries)),
    'journal:fill': ({ entries }) => changed((journal) => journal.fill(entries)),
    'journal:seal': ({ logId, agreedThrough }) => changed((journal) => journal.seal(logId, agreedThrough)),
    'journal:erase': ({ customerIds }) => changed((journal) => journal.erase(customerIds)),
    'journal:acknowledged': (word) => noted((journal) => journal.acknowledge(word)),
    'journal:epoch': ({ epochNumber }) => noted((journal) => journal.beginEpoch(epochNumber)),
    'clock:offset': async ({ offsetMs }) => {
      await noted((journal) => journal.setOffset(offsetMs));
      return {};
    },
    'draft:save': async (draft) => {
      const saved = await joined().drafts.save(draft);
      if (saved.ok) return { kind: 'saved' };
      const { refusal } = saved;
      if (refusal.kind === 'already-finished') return refusal;
      return { kind: 'refused', code: refusal.kind, message: DISK_SENTENCES[refusal.kind] };
    },
    'draft:list': async () => {
      const { drafts, finished, unreadable } = joined().drafts.list();
      return { drafts: [...drafts], finished: [...finished], unreadable };
    },
    'draft:remove': async ({ id }) => {
      const removed = await joined().drafts.remove(id);
      if (removed.ok) return { kind: 'removed' };
      return { kind: 'refused', code: 'not-written', message: DISK_SENTENCES['not-written'] };
    },
    'register:identity': async () => ({ identity: parts.joined()?.identity ?? null }),
    'session:current': async () => ({ session: parts.current.session }),
    'list:open': async ({ bytes }) => (await parts.lists?.open(bytes)) ?? NO_LIST,
    'list:bytes': async ({ listId, piece }) => (await parts.lists?.bytes(listId, piece)) ?? NO_LIST,
    'list:read': async ({ listId }) => (await parts.lists?.read(listId)) ?? NO_LIST,
    'list:rows': async ({ listId, from, limit }) => (await parts.lists?.rows(listId, from, limit)) ?? NO_LIST,
    'list:close': async ({ listId }) => {
      parts.lists?.close(listId);
      return {};
    },
    'export:begin': (request) => parts.exports.begin(request),
    'export:rows': ({ exportId, rows }) => parts.exports.rows(exportId, rows),
    'export:finish': ({ exportId }) => parts.exports.finish(exportId),
    'export:cancel': async ({ exportId }) => {
      await parts.exports.cancel(exportId);
      return {};
    },
  };
}

/** Writes entries for the signed-in user, whoever the message would like it to be. */
async function append(
  { staff, current, audit }: AnswerParts,
  { identity, journal }: JoinedParts,
  { entries }: DataPortRequest<'journal:append'>,
): Promise<DataPortReply<'journal:append'>> {
  const { user } = current;
  const requests: JournalAppend[] = [];
  for (const entry of entries) {
    if (user === null) return refused('not-signed-in', APPEND_SENTENCES['not-signed-in']);
    if (!isKnownEntry(entry)) return refused('invalid-entry', APPEND_SENTENCES['invalid-entry']);
    const action = actionOf(entry.kind);
    const allowed = action === null ? null : checkPermission(user, action, staff.placeOf(identity));
    if (allowed !== null && !allowed.ok) {
      await audit('attempt-refused', entry.kind, { code: allowed.refusal.code }, user.id);
      return forbidden(allowed.refusal);
    }
    requests.push({ ...entry, userId: user.id, overrideBy: null });
  }
  const outcome = await journal.append(requests);
  if (!outcome.ok) return refused(outcome.refusal.kind, APPEND_SENTENCES[outcome.refusal.kind]);
  const repeated = outcome.value.flatMap((one) => (one.repeated ? one.entry.effectId : []));
  return { kind: 'appended', entries: outcome.value.map(({ entry }) => entry), repeated };
}

function forbidden({ message }: PermissionRefusal): DataPortReply<'journal:append'> {
  return refused('forbidden', message);
}

function refused(code: AppendRefusalCode, message: string): DataPortReply<'journal:append'> {
  return { kind: 'refused', code, message };
}

const NO_LIST = { kind: 'refused', code: 'list-gone', message: 'Files cannot be read here.' } as const;

const DISK_SENTENCES = {
  'disk-full': 'The disk of this register is full. Free some room and try again.',
  'not-written': 'The disk of this register did not take it. Try again.',
  'draft-too-large': 'This is too much for one transaction. Finish it and begin another.',
} as const;

const APPEND_SENTENCES: Readonly<Record<Exclude<AppendRefusalCode, 'forbidden'>, string>> = {
  'not-signed-in': 'Sign in first.',
  'invalid-entry': 'This register cannot write this down. It is a mistake of Pawtill, please report it.',
  'entry-too-large': 'This is too much at once. Finish it and begin another.',
  'disk-full': DISK_SENTENCES['disk-full'],
  'not-written': DISK_SENTENCES['not-written'],
  'journal-stopped': 'Something else changed the files of this register. Pawtill has to be started again.',
};

const FOREIGN_SENTENCES: Readonly<Record<ForeignRefusal['kind'], string>> = {
  'unknown-log': 'These entries are of a log this register does not have.',
  'not-intact': 'An entry is not as its register wrote it.',
  'not-next': 'An entry does not continue this log: it has another history.',
  'disk-full': APPEND_SENTENCES['disk-full'],
  'not-written': APPEND_SENTENCES['not-written'],
  'journal-stopped': APPEND_SENTENCES['journal-stopped'],
};
