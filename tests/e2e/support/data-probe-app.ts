import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

const project = join(import.meta.dirname, '..', '..', '..');

/** The built app with a page that has no screens, but hands the data layer to the test (`window.probe`). */
export async function dataProbeApp(): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'pawtill-data-probe-'));
  for (const part of ['package.json', 'out/main', 'out/preload']) {
    await cp(join(project, part), join(folder, part), { recursive: true });
  }
  await symlink(join(project, 'node_modules'), join(folder, 'node_modules'));
  await build({
    root: join(import.meta.dirname, 'data-probe'),
    configFile: false,
    logLevel: 'error',
    build: { outDir: join(folder, 'out', 'renderer'), emptyOutDir: true, target: 'chrome130', modulePreload: false },
    worker: { format: 'es' },
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
