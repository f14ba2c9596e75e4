import { useEffect, useRef } from 'react';

/** A scanner that sends no Enter is done after this pause. */
const PAUSE_MS = 120;
/** Shortest code that counts without Enter (EAN-8). */
const SHORTEST_CODE = 8;

/**
 * Catches what a scanner types, anywhere on the screen, and hands over whole codes (PU-1). While it is on, no key of a
 * code lands in a text field (PU-15). `isBlocked` tells when a dialog has the keyboard.
 */
export function useScannerCapture(on: boolean, onCode: (code: string) => void, isBlocked: () => boolean): void {
  const latest = useRef({ onCode, isBlocked });
  useEffect(() => {
    latest.current = { onCode, isBlocked };
  });
  useEffect(() => {
    if (!on) return;
    let typed = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      clearTimeout(timer);
      const code = typed;
      typed = '';
      if (code !== '') latest.current.onCode(code);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || latest.current.isBlocked()) return;
      if (/^[0-9]$/.test(event.key)) {
        event.preventDefault();
        event.stopPropagation();
        typed += event.key;
        clearTimeout(timer);
        timer = setTimeout(() => {
          if (typed.length >= SHORTEST_CODE) flush();
        }, PAUSE_MS);
      } else if ((event.key === 'Enter' || event.key === 'Tab') && typed !== '') {
        event.preventDefault();
        event.stopPropagation();
        flush();
      } else if (event.key === 'Escape' || event.key === 'Backspace') {
        typed = '';
      }
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', onKeyDown, true);
    };
  }, [on]);
}
