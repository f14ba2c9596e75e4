import { pulledCollections } from '../../../renderer/data/data-worker/register/register-store';
import { mustHold } from '../../support/world/broken';
import type { Desk, World } from '../../support/world/world';
import type { Life } from '../../support/world/computer';
import { textOf } from '../../support/world/master-place';

const ALL = 100_000;

/**
 * At the end: of whoever was erased no personal word is left on the server or on any register, in documents, search
 * rows, journals, drafts, own entries, notes or visitors (DE-7). That what was sold stays in the reports is what `checkNothingLost`
 * holds; that punches and rewards still count once, `checkRecomputed`.
 */
export async function checkErased(world: World): Promise<void> {
  const words = await erasedWords(world);
  if (words.length === 0) return;
  mustHaveNone(await world.servers.place.text(), words, 'the server');
  for (const { desk, life } of world.living) {
    // One that reads nothing any more is not told; its computer is somebody's to clean.
    if (desk.isRevoked) continue;
    const places = await desk.computer.undisturbed(() => textsAt(world, desk, life));
    for (const [place, text] of places) mustHaveNone(text, words, `${place} of ${desk.computer.name}`);
  }
}

/** Whoever the books have erased, with each word that was said of them alone. */
async function erasedWords({ servers, truth }: World): Promise<readonly (readonly [string, string])[]> {
  const decisions = await (await servers.place.look()).decisions(0, ALL);
  const ids = new Set(
    decisions
      .filter(({ kind }) => kind === 'customer-erased')
      .flatMap(({ facts }) => (facts as { readonly customerIds: readonly string[] }).customerIds),
  );
  return [...ids].flatMap((id) => (truth.words.get(id) ?? []).map((word) => [id, word.toLowerCase()] as const));
}

function mustHaveNone(text: string, words: readonly (readonly [string, string])[], where: string): void {
  const folded = text.toLowerCase();
  for (const [id, word] of words) {
    const at = folded.indexOf(word);
    mustHold(at === -1, 'no personal word of an erased customer is left (DE-7)', () => {
      return `${word} of ${id} in ${where}: …${text.slice(Math.max(0, at - 200), at + 60)}…`;
    });
  }
}

async function textsAt(
  { witness }: World,
  { computer }: Desk,
  { store, finder, journal }: Life,
): Promise<readonly (readonly [string, string])[]> {
  const kept = [];
  for (const name of pulledCollections) kept.push(await store.scan(name, '', ALL));
  const logIds = new Set([
    ...(witness.logIds.get(computer.registerId) ?? []),
    ...journal.state().logs.map(({ logId }) => logId),
  ]);
  const own = [];
  for (const logId of logIds) own.push(await store.ownEntries(logId, 0, ALL));
  const files = computer.drive.paths.map((path) => computer.drive.contentOf(path)?.toString('latin1') ?? '');
  return [
    ['documents', textOf(kept)],
    ['search rows', textOf([...finder.rows.values()])],
    ['visitors', textOf(await store.visitors())],
    ['own entries', textOf(own)],
    ['notes', textOf(await store.readNotes())],
    ['files', files.join('\n')],
  ];
}
