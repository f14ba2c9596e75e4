import type { RegisterStatus } from '../../data/register-data';
import { countWords } from './count-words';

const doing: Readonly<Record<string, string>> = {
  log: 'Reading what was done on this register',
  opening: 'Opening what is stored',
  customers: 'Fetching customers and programs',
};

/** A first sync or a rebuild, in words: `Fetching customers and programs: 1,000 of 5,012`. */
export function fillingWords({ what, done, total }: NonNullable<RegisterStatus['filling']>): string {
  const words = doing[what] ?? 'Getting ready';
  return total === null ? `${words}…` : `${words}: ${countWords(Math.min(done, total))} of ${countWords(total)}`;
}
