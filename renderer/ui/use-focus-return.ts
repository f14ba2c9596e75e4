import { useEffect } from 'react';

const CAN_TAKE_FOCUS =
  'a[href], button:not(:disabled), input:not(:disabled, [type="hidden"]), select:not(:disabled), textarea:not(:disabled), [tabindex]:not([tabindex="-1"])';

/** A dialog that took the keyboard, what had it before, and what lies around that, from the inside out. */
interface Opening {
  readonly dialog: Element;
  readonly from: HTMLElement;
  readonly around: readonly Element[];
}

/** Up to the screen itself: beyond it the next screen decides. */
function around(element: Element): readonly Element[] {
  const ancestors: Element[] = [];
  for (let one = element.parentElement; one !== null && one.matches('main *, [role="dialog"] *');) {
    ancestors.push(one);
    one = one.parentElement;
  }
  return ancestors;
}

function isThere(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(':disabled') && element.getClientRects().length > 0;
}

/** Gives the focus to what opened the dialog, or, when that went with what was done in it, to the next thing there. */
function giveBack({ from, around }: Opening): void {
  if (isThere(from)) return from.focus({ preventScroll: true });
  const place = around.find((one) => one.isConnected);
  place?.querySelector<HTMLElement>(CAN_TAKE_FOCUS)?.focus({ preventScroll: true });
}

/** What was done in a dialog may take away what opened it a moment later. Milliseconds. */
const SETTLES_MS = 2000;

/**
 * Whoever opened a dialog by the keyboard goes on where they were when it closes, in every dialog of the app.
 *
 * The component library does this only for dialogs that stay in the tree when closed; ours are taken out of it.
 */
export function useFocusReturn(): void {
  useEffect(() => {
    const open: Opening[] = [];
    let last: HTMLElement | null = null;
    let given: Opening | null = null;
    let settled: ReturnType<typeof setTimeout> | undefined;
    const rest = () => {
      given = null;
      if (open.length === 0) closed.disconnect();
    };
    const closed = new MutationObserver(() => {
      for (let top = open.at(-1); top !== undefined && !top.dialog.isConnected; top = open.at(-1)) {
        open.pop();
        given = top;
        clearTimeout(settled);
        settled = setTimeout(rest, SETTLES_MS);
        if (document.activeElement === document.body) giveBack(top);
      }
      if (given !== null && document.activeElement === document.body) giveBack(given);
    });
    const onFocusIn = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return;
      if (given !== null && target !== given.from) given = null;
      const dialog = target.closest('[role="dialog"]');
      if (dialog !== null && last !== null && !dialog.contains(last) && !open.some((one) => one.dialog === dialog)) {
        open.push({ dialog, from: last, around: around(last) });
        closed.observe(document.body, { childList: true, subtree: true });
      }
      // A menu is gone by the time its dialog closes: the button of the menu stands for its entries.
      if (target.closest('[role="menu"]') === null) last = target;
    };
    document.addEventListener('focusin', onFocusIn);
    return () => {
      document.removeEventListener('focusin', onFocusIn);
      clearTimeout(settled);
      closed.disconnect();
    };
  }, []);
}
