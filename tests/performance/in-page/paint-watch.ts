/** What is waited for, from one key press on. */
export interface Awaited {
  /** The key whose press starts the time; null for the next key, whichever it is. */
  readonly key: string | null;
  /** Changes below this selector count, */
  readonly area: string;
  /** except below this one. */
  readonly ignore: string;
  /** Something that must be there, with this text; '' for whatever it says. */
  readonly showing: { readonly selector: string; readonly text: string };
  /** `first`: when it is there for the first time; `last`: the last change before it stays quiet. */
  readonly until: 'first' | 'last';
}

/** Milliseconds after the key press, and the two instants on the clock all pages of a machine share. */
export interface Painted {
  /** The page holds it. */
  readonly changedMs: number;
  /** The frame with it is painted: what figures are made of. */
  readonly paintedMs: number;
  /** The frame after that one began (two `requestAnimationFrame`), which is one more beat of the display later. */
  readonly nextFrameMs: number;
  readonly startedAt: number;
  readonly paintedAt: number;
}

declare global {
  interface Window {
    paintWatch: {
      begin(awaited: Awaited): void;
      /** Resolves when it is painted and quiet, or with null when the key changed nothing; rejects after that long. */
      painted(limitMs: number): Promise<Painted | null>;
    };
  }
}

/** Runs in the page. Times end with what a person sees, and no message to or from the test lies in between. */
export function installPaintWatch(): void {
  const QUIET_MS = 150;
  const NOTHING_CHANGES_MS = 1_000;
  let awaited: Awaited | null = null;
  let started: number | null = null;
  let changed: number | null = null;
  let painted: number | null = null;
  let nextFrame: number | null = null;
  let changes = 0;

  const elementOf = (node: Node) => (node instanceof Element ? node : node.parentElement);
  const isIgnored = (ignore: string, node: Node) => ignore !== '' && elementOf(node)?.closest(ignore) != null;
  const counts = ({ area, ignore }: Awaited, { type, target, addedNodes, removedNodes }: MutationRecord) => {
    if (elementOf(target)?.closest(area) == null || isIgnored(ignore, target)) return false;
    // React sets a field's name and type again whenever it looks at it: nobody sees that.
    if (type === 'attributes' && target instanceof HTMLInputElement) return false;
    // What is ignored may come and go as a whole.
    return type !== 'childList' || [...addedNodes, ...removedNodes].some((node) => !isIgnored(ignore, node));
  };
  const isShowing = ({ showing: { selector, text } }: Awaited) => {
    const found = document.querySelector(selector);
    return found !== null && (found.textContent ?? '').includes(text);
  };
  const note = () => {
    changed = performance.now();
    painted = nextFrame = null;
    changes += 1;
    const mine = changes;
    requestAnimationFrame(() => {
      // A task that is asked for before a frame is painted runs right after it.
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        if (mine === changes) painted = performance.now();
      };
      channel.port2.postMessage(null);
      requestAnimationFrame(() => {
        if (mine === changes) nextFrame = performance.now();
      });
    });
  };

  window.addEventListener(
    'keydown',
    (event) => {
      if (awaited === null || started !== null) return;
      if (awaited.key === null || awaited.key === event.key) started = event.timeStamp;
    },
    true,
  );
  const observer = new MutationObserver((mutations) => {
    const what = awaited;
    if (what === null || started === null || (what.until === 'first' && changed !== null)) return;
    if (mutations.some((mutation) => counts(what, mutation)) && isShowing(what)) note();
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });

  window.paintWatch = {
    begin(next) {
      awaited = next;
      started = changed = painted = nextFrame = null;
      changes += 1;
    },
    async painted(limitMs) {
      const givesUpAt = performance.now() + limitMs;
      for (;;) {
        const since = changed === null ? 0 : performance.now() - changed;
        const isQuiet = awaited?.until === 'first' || since > QUIET_MS;
        if (started !== null && changed !== null && painted !== null && nextFrame !== null && isQuiet) {
          const times = {
            changedMs: changed - started,
            paintedMs: painted - started,
            nextFrameMs: nextFrame - started,
          };
          const { timeOrigin } = performance;
          return { ...times, startedAt: timeOrigin + started, paintedAt: timeOrigin + painted };
        }
        const isDone = awaited?.until === 'last' && isShowing(awaited) && changed === null;
        if (isDone && started !== null && performance.now() - started > NOTHING_CHANGES_MS) return null;
        if (performance.now() > givesUpAt) {
          const seen = `key ${String(started)}, change ${String(changed)}, painted ${String(painted)}`;
          throw new Error(`nothing was painted for ${JSON.stringify(awaited)} (${seen})`);
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
  };
}
