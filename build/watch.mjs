import { watch } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './machine/folders.mjs';
import { say } from './machine/say.mjs';

/**
 * Calls `work` when a source of the register has changed, one call at a time. What fails is told and waited over.
 *
 * @param {() => Promise<void>} work
 */
export function whenSourcesChange(work) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let running = Promise.resolve();
  for (const folder of ['core', 'electron', 'renderer']) {
    watch(join(projectFolder, folder), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        running = running.then(work).catch((error) => say(error instanceof Error ? error.message : String(error)));
      }, 200);
    });
  }
}
