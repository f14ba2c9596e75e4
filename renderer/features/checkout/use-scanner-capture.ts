import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { useLatest } from '../../ui';
import { hasValidCheckDigit } from '../../../core/domain/programs/upc';

/** A scanner that sends no Enter is done after this pause, when what it sent can be a whole code. */
const PAUSE_MS = 120;
/** After this long nothing of the code comes any more: a busy computer may hand over its keys with pauses. */
const LONGEST_PAUSE_MS = 1000;
/** Shortest code that counts without Enter (EAN-8). */
const SHORTEST_CODE = 8;

function isWholeCode(digits: string): boolean {
  return digits.length >= SHORTEST_CODE && hasValidCheckDigit(digits);
}

/** True while somebody types into a field of a dialog: there is none anywhere else while capture is on. */
function isTypingInDialog(): boolean {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement)) return false;
  return !focused.readOnly && focused.closest('[role="dialog"]') !== null;
}

/**
 * Catches what a scanner types, anywhere on the screen, and hands over whole codes (PU-1). While it is on, no key of a
 * code lands in a text field or presses a button (PU-15), also not one of a question that just came up: the Enter after
 * a code belongs to the scanner. Only a dialog in whose field somebody types has the keyboard for itself. It listens
 * from the commit on, not from the picture on: between the two a key would be lost.
 */
function useScannerCapture(on: boolean, onCode: (code: string) => void): void {
  const latest = useLatest(onCode);
  useLayoutEffect(() => {
    if (!on) return;
    let typed = '';
    let sendsEnter = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      clearTimeout(timer);
      const code = typed;
      typed = '';
      if (code !== '') latest(code);
    };
    const onPause = () => {
      if (!sendsEnter && isWholeCode(typed)) return flush();
      timer = setTimeout(() => {
        // Too short to be a code at all: a key somebody touched.
        if (typed.length < SHORTEST_CODE) typed = '';
        flush();
      }, LONGEST_PAUSE_MS - PAUSE_MS);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || isTypingInDialog()) return;
      if (/^[0-9]$/.test(event.key)) {
        event.preventDefault();
        event.stopPropagation();
        typed += event.key;
        clearTimeout(timer);
        timer = setTimeout(onPause, PAUSE_MS);
      } else if ((event.key === 'Enter' || event.key === 'Tab') && typed !== '') {
        event.preventDefault();
        event.stopPropagation();
        sendsEnter = true;
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
  }, [on, latest]);
}

/** Hands the codes of a checkout to whichever of its screens is there; what comes between two screens waits. */
export interface Scans {
  /** Takes every code from now on; returns how to stop. */
  readonly taken: (take: (code: string) => void) => () => void;
}

/**
 * Captures for the whole of a checkout, from the moment the customer was chosen: who scans before the screen is drawn,
 * or while the next one comes up, loses nothing (PU-15).
 */
export function useScans(on: boolean): Scans {
  const waiting = useRef<string[]>([]);
  const taker = useRef<((code: string) => void) | null>(null);
  useScannerCapture(on, (code) => {
    if (taker.current === null) waiting.current.push(code);
    else taker.current(code);
  });
  const taken = useCallback((take: (code: string) => void) => {
    taker.current = take;
    for (const code of waiting.current.splice(0)) take(code);
    return () => {
      taker.current = null;
    };
  }, []);
  return useMemo(() => ({ taken }), [taken]);
}

/** Lets this screen take the scans while it is shown. */
export function useTakesScans({ taken }: Scans, take: (code: string) => void): void {
  const latest = useLatest(take);
  useLayoutEffect(() => taken(latest), [taken, latest]);
}
