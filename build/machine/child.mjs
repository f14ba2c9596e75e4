import { spawn } from 'node:child_process';

/**
 * A program that runs beside this one.
 *
 * @typedef {object} Child
 * @property {number} pid
 * @property {Promise<number | null>} ended its exit code, once it has ended
 * @property {() => Promise<void>} kill ends it without warning
 * @property {(patienceMs?: number) => Promise<void>} stop asks it to end in order, and insists after `patienceMs`
 */

/**
 * Starts a program in a process group of its own: Ctrl+C at the terminal reaches only us, and we end the others in order.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void, onError?: (text: string) => void }} options
 * @returns {Child}
 */
export function startChild(command, args, { cwd, env, onLine = () => {}, onError = () => {} }) {
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
  });
  child.stderr.setEncoding('utf8').on('data', onError);
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) => {
    child.once('error', (error) => {
      onError(`${error.message}\n`);
      resolve(127);
    });
    child.once('close', resolve);
  });
  const stop = async (patienceMs = 15_000) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const insist = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    await ended;
    clearTimeout(insist);
  };
  // Whatever ends us, nobody is left behind without having been asked to end.
  const farewell = () => void child.kill('SIGTERM');
  process.once('exit', farewell);
  void ended.then(() => process.off('exit', farewell));
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { pid: child.pid ?? 0, ended, kill, stop };
}
