import type { BrowserWindow } from 'electron';
import { rename, writeFile } from 'node:fs/promises';

const everyMs = 500;
const atMostMs = 15_000;

/**
 * Writes a picture of the window once it has come to rest: for machines without a display, where nobody could look.
 *
 * @param path a PNG file, which appears there only when it is complete
 */
export async function writeFirstPicture(window: BrowserWindow, path: string): Promise<void> {
  let before: Buffer = Buffer.alloc(0);
  for (let waitedMs = 0; waitedMs < atMostMs && !window.isDestroyed(); waitedMs += everyMs) {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
    const picture = (await window.webContents.capturePage()).toPNG();
    const isAtRest = picture.length > 0 && picture.equals(before);
    before = picture;
    if (isAtRest) break;
  }
  await writeFile(`${path}.part`, before);
  await rename(`${path}.part`, path);
}
