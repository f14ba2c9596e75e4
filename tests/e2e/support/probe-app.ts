import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, Worker } from '@playwright/test';

const project = join(import.meta.dirname, '..', '..', '..');

/**
 * A copy of the built app with one more script that does nothing, so that a test can start a worker of the register's
 * own origin and act in its place.
 */
export async function probeApp(): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'pawtill-probe-'));
  for (const part of ['package.json', 'out/main', 'out/preload', 'out/renderer']) {
    await cp(join(project, part), join(folder, part), { recursive: true });
  }
  await symlink(join(project, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'out', 'renderer', 'assets', 'probe-worker.js'), 'export {};\n');
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Starts the probe as a worker of the page; the page can end it as `window.probeWorker`. */
export async function startProbeWorker(page: Page): Promise<Worker> {
  const started = page.waitForEvent('worker', (worker) => worker.url().includes('probe-worker'));
  await page.evaluate(() => {
    Object.assign(window, { probeWorker: new Worker('/assets/probe-worker.js', { type: 'module' }) });
  });
  return started;
}
