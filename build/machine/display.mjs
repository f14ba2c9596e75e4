import { spawn } from 'node:child_process';

/** Whether windows can be shown on this machine as it is. */
export function hasDisplay(env = process.env) {
  return process.platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/**
 * Starts a virtual display on a free number.
 *
 * Access control is off (`-ac`) because the register runs as another user than the one who starts it when that is root;
 * the display listens on no network (`-nolisten tcp`).
 *
 * @returns {Promise<{ display: string, stop(): Promise<void> }>} `display` is the value for DISPLAY
 */
export function startVirtualDisplay({ width = 1280, height = 800 } = {}) {
  return new Promise((resolve, reject) => {
    const args = ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-ac', '-nolisten', 'tcp'];
    // Its own process group: Ctrl+C must not take the display away from a register that is still closing.
    const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true });
    const farewell = () => void server.kill('SIGTERM');
    process.once('exit', farewell);
    server.once('exit', () => process.off('exit', farewell));
    let number = '';
    let complaint = '';
    const fail = (/** @type {string} */ why) => reject(new Error(`the virtual display (Xvfb) did not start: ${why}`));
    server.once('error', (error) => fail(error.message));
    server.once('exit', () => fail(complaint));
    server.stderr?.setEncoding('utf8').on('data', (text) => (complaint = `${complaint}${text}`.slice(-2000)));
    const numbers = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
    numbers.setEncoding('utf8').on('data', (text) => {
      number += text;
      if (!number.includes('\n')) return;
      const stop = () =>
        new Promise((/** @type {(value: void) => void} */ stopped) => {
          if (server.exitCode !== null || server.signalCode !== null) return stopped();
          server.once('exit', () => stopped());
          server.kill('SIGTERM');
        });
      resolve({ display: `:${number.trim()}`, stop });
    });
  });
}
