// Power cuts around Finished in real Electron, as many as wanted: npm run crash -- --rounds N --seed S
import { parseArgs } from 'node:util';
import { ensureDependencies } from './machine/dependencies.mjs';
import { packageScript, run } from './machine/run.mjs';
import { reportFailure } from './machine/say.mjs';

await reportFailure(async () => {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string' } } });
  await ensureDependencies();
  const env = {
    ...process.env,
    PAWTILL_CRASH_ROUNDS: values.rounds,
    ...(values.seed === undefined ? {} : { PAWTILL_CRASH_SEED: values.seed }),
  };
  const script = packageScript('@playwright', 'test', 'cli.js');
  const { ok } = await run(process.execPath, [script, 'test', 'tests/e2e/crash.spec.ts'], { show: true, env });
  process.exitCode = ok ? 0 : 1;
});
