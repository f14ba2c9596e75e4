import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

/** How a demo was begun, so that after a stop in the middle the very same history goes on. */
const DemoNoteSchema = Type.Object({
  seed: Type.Integer(),
  customers: Type.Integer(),
  /** The instant it was begun at; everything in it is relative to this. */
  now: Type.Integer(),
  groupSize: Type.Integer({ minimum: 1 }),
  /** Ids of the registers that write it. */
  registers: Type.Object({ midtown: Type.String(), harbor: Type.String(), uptown: Type.String() }),
  complete: Type.Boolean(),
});
export type DemoNote = Static<typeof DemoNoteSchema>;

const noteIn = (folder: string) => join(folder, 'demo.json');

/** The note of a demo begun with this data folder; null when there is none. */
export async function readDemoNote(folder: string): Promise<DemoNote | null> {
  const text = await readFile(noteIn(folder), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const note: unknown = JSON.parse(text);
    return Value.Check(DemoNoteSchema, note) ? note : null;
  } catch {
    return null;
  }
}

/** Keeps the note; it is there whole or as it was before. */
export async function writeDemoNote(folder: string, note: DemoNote): Promise<void> {
  const draft = `${noteIn(folder)}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(note)}\n`, { mode: 0o600 });
  await rename(draft, noteIn(folder));
}
