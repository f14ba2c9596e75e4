import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
