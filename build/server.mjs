// The sync server alone: installs and builds when needed, then hands every argument to the server.
import { spawn } from 'node:child_process';
import { ensureDependencies } from './machine/dependencies.mjs';
import { projectFolder } from './machine/folders.mjs';
import { reportFailure } from './machine/say.mjs';
import { ensureBuilt, serverScript } from './product.mjs';

await reportFailure(async () => {
  await ensureDependencies();
  await ensureBuilt();
  const server = spawn(process.execPath, [serverScript, ...process.argv.slice(2)], {
    cwd: projectFolder,
    stdio: 'inherit',
  });
  // The terminal sends Ctrl+C to both; we stay until the server has ended in order.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => server.kill('SIGTERM'));
  process.exitCode = await new Promise((resolve) => {
    server.once('error', () => resolve(1));
    server.once('exit', (code) => resolve(code ?? 1));
  });
});
