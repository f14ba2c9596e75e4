import { useEffect } from 'react';

/** Where the keyboard goes on within a dialog whose button went with what it did. */
function nextIn(dialog: Element): HTMLElement | null {
  const next = dialog.querySelector<HTMLElement>('[data-autofocus]:not(:disabled)');
  return next ?? [...dialog.querySelectorAll<HTMLElement>('button:not(:disabled)')].at(-1) ?? null;
}

/**
 * The keyboard is never nowhere: a browser takes it from a button that is off while it works, and from whatever goes, and
 * gives it to nothing. Here the button has it again when it is on; where it went, the next one of its dialog has it, or the
 * title of the screen. What a screen or a closing dialog decides by itself comes first.
 */
export function useFocusKept(): void {
  useEffect(() => {
    let last: { readonly element: HTMLElement; readonly dialog: Element | null } | null = null;
    let soon: ReturnType<typeof setTimeout> | undefined;
    const isNowhere = () => document.activeElement === document.body;
    const keep = () => {
      if (last === null || !isNowhere()) return;
      const { element, dialog } = last;
      if (element.isConnected) return element.matches(':disabled') ? undefined : element.focus({ preventScroll: true });
      if (dialog === null) document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
      else if (dialog.isConnected) nextIn(dialog)?.focus();
    };
    const watching = new MutationObserver(() => {
      if (last === null || !isNowhere()) return;
      clearTimeout(soon);
      soon = setTimeout(keep, 0);
    });
    watching.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
    const onFocusIn = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement) last = { element: target, dialog: target.closest('[role="dialog"]') };
    };
    // Who clicks beside everything wants nothing to have it.
    const onPointerDown = ({ target }: PointerEvent) => {
      if (target instanceof Node && last?.element.contains(target) !== true) last = null;
    };
    document.addEventListener('focusin', onFocusIn);
    document.addEventListener('pointerdown', onPointerDown, true);
    return () => {
      clearTimeout(soon);
      watching.disconnect();
      document.removeEventListener('focusin', onFocusIn);
      document.removeEventListener('pointerdown', onPointerDown, true);
    };
  }, []);
}
