import { Compile } from 'typebox/compile';
import type { TSchema } from 'typebox';
import { LogEntrySchema, type LogEntry } from '../../../core/log/entry';
import { entryKinds, type EntryKind } from '../../../core/log/kinds';

/** Compiled once: the server may, a register's window has no `eval`. */
const isEntry = check(LogEntrySchema);
const bodies = Object.fromEntries(
  Object.entries(entryKinds).map(([kind, { facts, personal }]) => [
    kind,
    { facts: check(facts), personal: personal === null ? (value: unknown) => value === null : check(personal) },
  ]),
) as Readonly<Record<EntryKind, Readonly<Record<'facts' | 'personal', (value: unknown) => boolean>>>>;

/** True for anything with the outer shape of an entry, whatever its kind. */
export function isLogEntry(value: unknown): value is LogEntry {
  return isEntry(value);
}

/** True when the bodies of an entry have the shape of its kind. What was personal may have been erased. */
export function hasKnownShape(kind: EntryKind, entry: LogEntry): boolean {
  const { facts, personal } = bodies[kind];
  return facts(entry.facts) && (isErasedEntry(entry) || personal(entry.personal));
}

/** True for an entry whose personal part was taken away at its register (DE-7). */
export function isErasedEntry({ personal, personalHash }: LogEntry): boolean {
  return personal === null && personalHash !== null;
}

function check(schema: TSchema): (value: unknown) => boolean {
  const compiled = Compile(schema);
  return (value) => compiled.Check(value);
}
