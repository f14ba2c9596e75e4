import { useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Whoever settles one after the other by the keyboard goes on with the one that moved into its place: on the row and not
 * on a button of it, where the same key pressed again would settle what nobody has read yet. `ids` are the rows shown.
 * Answers what to call when settling one of them begins.
 */
export function useFocusGoesOn(place: RefObject<HTMLElement | null>, ids: readonly string[]): (id: string) => void {
  const settling = useRef<{ readonly id: string; readonly at: number } | null>(null);
  useLayoutEffect(() => {
    const gone = settling.current;
    if (gone === null || ids.includes(gone.id)) return;
    settling.current = null;
    if (document.activeElement !== document.body) return;
    const rows = place.current?.querySelectorAll<HTMLElement>('li') ?? [];
    const title = place.current?.closest('section')?.querySelector('h1');
    (rows[Math.min(gone.at, rows.length - 1)] ?? title)?.focus();
  });
  return (id) => {
    settling.current = { id, at: ids.indexOf(id) };
  };
}
