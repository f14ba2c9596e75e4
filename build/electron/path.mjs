// Prints the executable (or wrapper) that starts Electron on this machine, and nothing else.
import { ensureDependencies } from '../machine/dependencies.mjs';
import { prepareElectron } from './prepare.mjs';

await ensureDependencies();
process.stdout.write(`${(await prepareElectron()).path}\n`);
