/** Tells the person at the terminal what is being done. Goes to stderr, so that a command's own answer stays clean. */
export function say(/** @type {string} */ sentence) {
  process.stderr.write(`pawtill: ${sentence}\n`);
}
