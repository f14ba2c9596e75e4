import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { startChild } from './machine/child.mjs';
import { projectFolder } from './machine/folders.mjs';
import { serverScript } from './product.mjs';

const startLimitMs = 120_000;

/** Whether a sync server answers at `url` already. */
export async function serverAnswers(/** @type {string} */ url) {
  try {
    return (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}

/**
 * Starts the built sync server and waits until it listens.
 *
 * @param {{ port: number, dataFolder: string, logFile: string, env: NodeJS.ProcessEnv }} options `logFile` gets
 *   everything the server says
 * @returns {Promise<{ url: string, server: import('./machine/child.mjs').Child }>}
 */
export async function startServer({ port, dataFolder, logFile, env }) {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile, { flags: 'a' });
  let lastWords = '';
  const note = (/** @type {string} */ text) => {
    log.write(text);
    lastWords = `${lastWords}${text}`.slice(-3000);
  };
  /** @type {(url: string) => void} */
  let listens = () => {};
  /** @type {Promise<string>} */
  const listening = new Promise((resolve) => (listens = resolve));
  const onLine = (/** @type {string} */ line) => {
    note(`${line}\n`);
    const url = listeningAt(line);
    if (url) listens(url);
  };
  const args = [serverScript, 'serve', '--port', String(port), '--data', dataFolder];
  const server = startChild(process.execPath, args, { cwd: projectFolder, env, onLine, onError: note });
  void server.ended.then(() => log.end());
  const url = await Promise.race([
    listening,
    server.ended.then((code) => Promise.reject(new Error(`the sync server ended (code ${code}):\n${lastWords}`))),
    new Promise((/** @type {(url: null) => void} */ resolve) => setTimeout(resolve, startLimitMs, null).unref()),
  ]);
  if (url !== null) return { url, server };
  await server.stop();
  throw new Error(`the sync server did not listen within ${startLimitMs / 1000} s:\n${lastWords}`);
}

/** @returns {string | null} the address in the server's line `{"event":"listening","url":…}`, null for any other line */
function listeningAt(/** @type {string} */ line) {
  if (!line.startsWith('{')) return null;
  try {
    const { event, url } = JSON.parse(line);
    return event === 'listening' && typeof url === 'string' ? url : null;
  } catch {
    return null;
  }
}
