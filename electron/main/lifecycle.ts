import { app } from 'electron';

type StopStep = () => Promise<void> | void;

const stopLimitMs = 10_000;
const steps: StopStep[] = [];

/**
 * Adds a step to an orderly stop; windows are still open while it runs. Later steps run first, as what was built last
 * leans on what was built before.
 */
export function onStop(step: StopStep): void {
  steps.unshift(step);
}

/** Stops the register in order however it is asked to: closed window, menu, Ctrl+C or a signal. */
export function stopInOrder(): void {
  let state: 'running' | 'stopping' | 'stopped' = 'running';
  app.on('before-quit', (event) => {
    if (state === 'stopped') return;
    event.preventDefault();
    if (state === 'stopping') return;
    state = 'stopping';
    const limit = new Promise<void>((resolve) => setTimeout(resolve, stopLimitMs));
    void Promise.race([runSteps(), limit]).finally(() => {
      state = 'stopped';
      app.quit();
    });
  });
  app.on('window-all-closed', () => app.quit());
}

async function runSteps(): Promise<void> {
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      // One part that cannot stop must not keep the others from saving what they hold.
      console.error('stop-step-failed', error instanceof Error ? error.message : 'unknown');
    }
  }
}
