import { run } from './cli/run';
import { terminal } from './cli/say';
import { safeError } from './logging/safe-error';

/** After this long an orderly stop is given up. */
const STOP_LIMIT_MS = 20_000;

// What nobody caught ends the process, but not with its message in the log.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    process.stderr.write(`${JSON.stringify({ level: 'fatal', msg: event, err: safeError(error) })}\n`);
    process.exit(1);
  });
}

/** Resolves at the first request to end; a second one ends at once. */
const askedToEnd = new Promise<void>((resolve) => {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (asked) process.exit(130);
      asked = true;
      setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
      resolve();
    });
  }
});

const code = await run({ args: process.argv.slice(2), environment: process.env, say: terminal, askedToEnd });
process.exit(code);
