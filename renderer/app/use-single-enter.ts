import { useEffect } from 'react';

/** An Enter that is held down answers once, and not every question that comes up after the first; it still writes lines. */
export function useSingleEnter(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isWriting = event.target instanceof HTMLTextAreaElement;
      if (event.key === 'Enter' && event.repeat && !isWriting) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);
}
