import { hashValue } from '../../../core/kernel/hash';
import { ok } from '../../../core/kernel/result';
import type { Program, ProgramCard } from '../../../core/domain/programs/program';
import { ACCOUNT_FEED } from '../../../core/sync/checkpoint';
import type { BooksParts } from '../books';
import { changeAccount } from './change-account';

/**
 * Puts programs in place of what they were. Changed rules make the next version, which applies to cards already
 * started (PR-6, PR-9); enrollments belong to no version. Every version is kept.
 */
export async function putPrograms(parts: BooksParts, programs: readonly Program[]): Promise<readonly Program[]> {
  const put = await changeAccount(parts, async ({ tx }) => {
    const ids = programs.map(({ id }) => id);
    const held = await tx.documents('programs', ids);
    const known = new Map(held.map(({ id, document }) => [id, document as unknown as Program]));
    const now = programs.map((program) => nextVersion(known.get(program.id) ?? null, program));
    const changed = now.filter((program) => !isSame(program, known.get(program.id) ?? null));

    await tx.putDocuments(
      changed.map((program) => ({ collection: 'programs', id: program.id, owner: null, document: program })),
    );
    for (const program of changed) {
      await tx.addProgramVersion({ programId: program.id, version: program.version, document: program });
    }
    const changes = changed.map(({ id }) => {
      return { feed: ACCOUNT_FEED, collection: 'programs', id, change: 'put' } as const;
    });
    return ok({ value: now, changes });
  });
  return put.ok ? put.value : [];
}

/** The program as it now stands: a new version if its rules changed, with the X of every version that changed it. */
function nextVersion(before: Program | null, given: Program): Program {
  if (before === null) return given;
  if (rulesHash(before) === rulesHash(given)) {
    return { ...before, enrollments: given.enrollments };
  }
  const version = Math.max(before.version + 1, given.version);
  return { ...given, version, cards: given.cards.map((card) => withHistory(before, card, version)) };
}

function withHistory(before: Program, card: ProgramCard, version: number): ProgramCard {
  const earlier = before.cards.find(({ id }) => id === card.id);
  if (earlier === undefined) return { ...card, buyXHistory: [{ version, buyX: card.buyX }] };
  const hasChanged = earlier.buyXHistory.at(-1)?.buyX !== card.buyX;
  const added = hasChanged ? [{ version, buyX: card.buyX }] : [];
  return { ...card, buyXHistory: [...earlier.buyXHistory, ...added] };
}

/** Hash of the rules alone: what a version is a version of. */
function rulesHash({ version: _version, enrollments: _enrollments, cards, ...rules }: Program): string {
  return hashValue({ ...rules, cards: cards.map(({ buyXHistory: _history, ...card }) => card) });
}

function isSame(program: Program, before: Program | null): boolean {
  return before !== null && hashValue(program) === hashValue(before);
}
