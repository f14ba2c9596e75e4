import { readFile } from 'node:fs/promises';
import { Value } from 'typebox/value';
import { ProgramSchema, type Program } from '../../../core/domain/programs/program';
import { businessDateAt } from '../../../core/kernel/calendar';
import type { OpenBooks } from '../../open-books';
import type { Say } from '../say';
import { CommandRefusal } from '../usage-error';
import { readProgramFile } from './program-file';

/** `programs`: loads programs and who takes part; a program whose rules changed gets a new version (PR-9). */
export async function programsCommand({ books, store, clock }: OpenBooks, file: string, say: Say): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandRefusal(`${file} cannot be read.`);
  });
  const [locations, rows] = await Promise.all([books.locations(), store.documents('programs')]);
  const before = rows.map(({ document }) => Value.Parse(ProgramSchema, document));
  const today = ({ timeZone }: { readonly timeZone: string }) => businessDateAt(clock.now(), timeZone);
  const after = await books.putPrograms(readProgramFile(text, locations, before, today));
  say.out(summary(before, after));
}

function summary(before: readonly Program[], after: readonly Program[]): string {
  const versionBefore = new Map(before.map(({ id, version }) => [id, version]));
  const added = after.filter(({ id }) => !versionBefore.has(id)).length;
  const changed = after.filter(({ id, version }) => (versionBefore.get(id) ?? version) < version).length;
  const items = after.flatMap(({ cards }) => cards.flatMap((card) => card.items)).length;
  return `${String(after.length)} programs with ${String(items)} items: ${String(added)} new, ${String(changed)} with changed rules.`;
}
