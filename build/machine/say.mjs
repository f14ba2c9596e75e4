/** Tells the person at the terminal what is being done. Goes to stderr, so that a command's own answer stays clean. */
export function say(/** @type {string} */ sentence) {
  process.stderr.write(`pawtill: ${sentence}\n`);
}

/**
 * Runs a command's work; what goes wrong becomes one sentence and exit code 1 instead of a stack trace.
 *
 * @param {() => Promise<void>} work
 */
export async function reportFailure(work) {
  try {
    await work();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
