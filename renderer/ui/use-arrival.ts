import { useEffect, type RefObject } from 'react';

/**
 * Where the keyboard, and a screen reader, begin on a screen that just came up, unless something of it asked for the
 * focus. Without this they would begin nowhere: what was pressed went with the screen before.
 */
export function useArrival(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, [place]);
}
