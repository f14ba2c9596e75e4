import type { Location } from '../../../core/domain/organisation/organisation';
import type { Books } from '../../books/books';
import { CommandRefusal } from '../usage-error';
import type { Say } from '../say';

/** `join-code`: prints a one-time code, alone on the output, for scripts that roll registers out. */
export async function joinCodeCommand(
  books: Books,
  { location: name, all }: { readonly location: string | null; readonly all: boolean },
  say: Say,
): Promise<void> {
  const locations = await books.locations();
  const location = name === null ? onlyOrMaster(locations, all) : locationNamed(locations, name);
  const made = await books.createJoinCode(location.id, all ? 'all' : 'location');
  if (!made.ok) throw new CommandRefusal(made.refusal.message);
  say.out(made.value);
  const what = all ? "an owner's computer that sees all locations" : `one register at ${location.name}`;
  say.note(`Valid once and for 10 minutes, for ${what}.`);
}

/** The location of that name, code or id; capitals do not matter. Throws `CommandRefusal` listing those there are. */
export function locationNamed(locations: readonly Location[], name: string): Location {
  const wanted = name.trim().toLowerCase();
  const found =
    locations.find((one) => one.id === name) ??
    locations.find((one) => one.name.toLowerCase() === wanted || one.code.toLowerCase() === wanted);
  if (found !== undefined) return found;
  const known = locations.map((one) => one.name).join(', ') || 'none yet';
  throw new CommandRefusal(`There is no location "${name}". There are: ${known}.`);
}

function onlyOrMaster(locations: readonly Location[], all: boolean): Location {
  const master = locations.find(({ kind }) => kind === 'master');
  if (master === undefined)
    throw new CommandRefusal('There is no business here yet. Set one up at the first register.');
  if (all || locations.length === 1) return master;
  const known = locations.map((one) => one.name).join(', ');
  throw new CommandRefusal(`Name the location with --location NAME. There are: ${known}.`);
}
