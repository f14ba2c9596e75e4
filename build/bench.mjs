// The benchmarks, after installing and building what they need; options: see tests/performance/main.ts.
import { spawn } from 'node:child_process';
import { prepareElectron } from './electron/prepare.mjs';
import { ensureDependencies } from './machine/dependencies.mjs';
import { projectFolder } from './machine/folders.mjs';
import { ensureDisplay } from './machine/headless.mjs';
import { packageScript } from './machine/run.mjs';
import { reportFailure } from './machine/say.mjs';
import { ensureBuilt } from './product.mjs';

await reportFailure(async () => {
  await ensureDependencies();
  const display = await ensureDisplay();
  const env = { ...process.env, PAWTILL_ELECTRON: (await prepareElectron()).path };
  await ensureBuilt();
  const args = [packageScript('tsx', 'dist', 'cli.mjs'), 'tests/performance/main.ts', ...process.argv.slice(2)];
  const bench = spawn(process.execPath, args, { cwd: projectFolder, stdio: 'inherit', env });
  process.on('SIGINT', () => {});
  process.exitCode = await new Promise((resolve) => {
    bench.once('error', () => resolve(1));
    bench.once('exit', (code) => resolve(code ?? 1));
  });
  await display.stop();
});
