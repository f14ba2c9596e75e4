import { useEffect, useRef } from 'react';
import { useLatest } from '../../ui';

/** Drawn at every key: more than the screen holds, and not all fifty. */
export const ROWS_AT_ONCE = 14;
/** A row and the space before it, as in lookup.module.css. Pixels. */
const ROW = 64;
const SPACE = 4;

/** Stands for rows that are not drawn yet, as high as they will be; `onNear` when somebody scrolls towards them. */
export function RestOfRows({ count, onNear }: { readonly count: number; readonly onNear: () => void }) {
  const place = useRef<HTMLLIElement>(null);
  const near = useLatest(onNear);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) near();
      },
      { rootMargin: '200px' },
    );
    if (place.current !== null) observer.observe(place.current);
    return () => observer.disconnect();
  }, [near]);
  return <li ref={place} role="presentation" style={{ blockSize: count * ROW - SPACE }} />;
}
