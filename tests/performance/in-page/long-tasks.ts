declare global {
  interface Window {
    /** Tasks over 50 ms of the screen's thread since the page began. */
    longTasks: { readonly at: number; readonly ms: number }[];
  }
}

/** Runs in the page. Counts what was long from now on, and what the browser still remembers. */
export function installLongTasks(): void {
  const tasks: { at: number; ms: number }[] = [];
  window.longTasks = tasks;
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) tasks.push({ at: startTime, ms: duration });
  });
  observer.observe({ type: 'longtask', buffered: true });
}
