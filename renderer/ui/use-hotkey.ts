import { useLayoutEffect } from 'react';
import { useLatest } from './use-latest';

/** True while a dialog lies over the screen: the screen's own keys are off then. */
function dialogIsOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"], [role="alertdialog"]') !== null;
}

/** True while a person types into a field: keys that print belong to it. */
function isTyping(): boolean {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && (focused.isContentEditable || /^(INPUT|TEXTAREA)$/.test(focused.tagName));
}

/**
 * Calls `act` when `key` (as in `KeyboardEvent.key`: `F2`, `F12`, `Escape`) is pressed, unless a dialog is open. What is
 * on the screen is heard at once: a busy computer may hand over a key before effects that wait for the picture have run.
 */
export function useHotkey(key: string | undefined, act: () => void, enabled = true): void {
  const latest = useLatest(act);
  useLayoutEffect(() => {
    if (key === undefined || !enabled) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== key || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      if (dialogIsOpen() || (key.length === 1 && isTyping())) return;
      event.preventDefault();
      latest();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [key, enabled, latest]);
}
