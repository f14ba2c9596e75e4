// Format, types, lint, boundaries and dead code, and that each of these guards can fail.
import { checkSources } from './checks.mjs';
import { ensureDependencies } from './machine/dependencies.mjs';
import { reportFailure, say } from './machine/say.mjs';

await reportFailure(async () => {
  await ensureDependencies();
  const { passed, failed } = await checkSources();
  say(`${passed} checks passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
});
