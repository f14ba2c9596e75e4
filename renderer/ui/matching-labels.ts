import { folded } from './folded';

/** What `typed` may mean: labels that begin with it, then those a word of which does, then the rest that contain it. */
export function matchingLabels<Option extends { readonly label: string }>(
  options: readonly Option[],
  typed: string,
): Option[] {
  const asked = folded(typed.trim());
  const rank = ({ label }: Option) => {
    const at = folded(label).indexOf(asked);
    if (at <= 0) return at === 0 ? 0 : -1;
    return folded(label).includes(` ${asked}`) ? 1 : 2;
  };
  return [0, 1, 2].flatMap((wanted) => options.filter((option) => rank(option) === wanted));
}
