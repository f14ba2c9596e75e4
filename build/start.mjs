// Starts Pawtill on any machine: installs, prepares Electron, builds, starts the sync server, opens the register.
import { createWriteStream, mkdirSync } from 'node:fs';
import { copyFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { startChild } from './machine/child.mjs';
import { ensureDependencies } from './machine/dependencies.mjs';
import { projectFolder, registerFolder, serverFolder } from './machine/folders.mjs';
import { ensureDisplay } from './machine/headless.mjs';
import { reportFailure, say } from './machine/say.mjs';
import { prepareElectron } from './electron/prepare.mjs';
import { ensureBuilt } from './product.mjs';
import { serverAnswers, startServer } from './running-server.mjs';
import { whenSourcesChange } from './watch.mjs';

const usage = `npm start [-- OPTIONS]
  --demo       a shop with made-up customers, apart from your own data
  --port N     port of the sync server on this computer (4680; demo 4681)
  --watch      build and open the register again whenever a source changes
`;

const { values: options } = parseArgs({
  options: {
    demo: { type: 'boolean', default: false },
    port: { type: 'string' },
    watch: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/**
 * Resolves at the first Ctrl+C or request to end; another one, when it is meant so, ends at once. (Terminals and npm
 * send the first one twice.)
 */
const askedToEnd = new Promise((/** @type {(value: void) => void} */ resolve) => {
  let askedAt = Infinity;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (Date.now() - askedAt > 1000) process.exit(130);
      askedAt = Math.min(askedAt, Date.now());
      resolve();
    });
  }
});

async function start() {
  await ensureDependencies();
  const display = await ensureDisplay();
  const electron = await prepareElectron();
  await ensureBuilt();

  const env = { ...process.env, ...(options.demo ? { PAWTILL_DEMO: '1' } : {}) };
  const sync = await openServer(env);
  const profile = join(registerFolder(), options.demo ? 'demo' : 'business');
  const picture = display.isVirtual ? join(profile, 'opened.png') : null;
  if (picture) await rm(picture, { force: true });

  const open = () =>
    openRegister(electron.path, profile, display.isVirtual, {
      ...env,
      PAWTILL_SERVER_URL: sync.url,
      ...(picture ? { PAWTILL_SCREENSHOT: picture } : {}),
    });
  say(`opening the register (Electron ${electron.version}); Ctrl+C ends it and the sync server`);
  let register = open();
  if (picture) void showPicture(picture);
  if (options.watch) {
    whenSourcesChange(async () => {
      await ensureBuilt();
      await register.stop();
      register = open();
    });
  }

  const closed = options.watch ? new Promise(() => {}) : register.ended;
  await Promise.race([askedToEnd, closed]);
  say('closing the register, then the sync server …');
  await register.stop();
  await sync.stop();
  await display.stop();
  say('closed');
}

/**
 * Starts the register. What it says goes to a file: Chromium tells much about machines without a graphics card.
 *
 * @param {string} executable
 * @param {string} profile
 * @param {boolean} isVirtual whether the display is a virtual one
 * @param {NodeJS.ProcessEnv} env
 */
function openRegister(executable, profile, isVirtual, env) {
  const logFile = `${profile}.log`;
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile, { flags: 'a' });
  const args = [projectFolder, `--user-data-dir=${profile}`, ...(isVirtual ? ['--disable-gpu'] : [])];
  const note = (/** @type {string} */ text) => void log.write(text);
  const register = startChild(executable, args, { env, onLine: (line) => note(`${line}\n`), onError: note });
  void register.ended.then((code) => {
    log.end();
    if (code !== 0) say(`the register ended (code ${code}); what it said is kept in ${logFile}`);
  });
  return register;
}

/** The sync server of this computer: one that runs already, or one of our own. */
async function openServer(/** @type {NodeJS.ProcessEnv} */ env) {
  const port = Number(options.port ?? (options.demo ? 4681 : 4680));
  const there = `http://127.0.0.1:${port}`;
  if (await serverAnswers(there)) {
    say(`using the sync server that runs at ${there} already`);
    return { url: there, stop: async () => {} };
  }
  say('starting the sync server …');
  const data = options.demo ? `${serverFolder()}-demo` : serverFolder();
  const logFile = `${data}.log`;
  const { url, server } = await startServer({
    port,
    logFile,
    env,
    dataFolder: data,
  });
  say(`the sync server listens at ${url}; what it says is kept in ${logFile}`);
  void server.ended.then(
    (code) => code !== 0 && say(`the sync server ended (code ${code}); the register goes on without it`),
  );
  return { url, stop: () => server.stop(30_000) };
}

/** Tells where the picture of the opened register is, once the register has written it. */
async function showPicture(/** @type {string} */ picture) {
  say('this machine has no display: the register opened on a virtual one (Xvfb)');
  for (let tries = 0; tries < 120; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    if (!(await stat(picture).catch(() => null))) continue;
    const shown = join(projectFolder, 'out', 'opened-register.png');
    await copyFile(picture, shown);
    return say(`a picture of it is in ${shown}`);
  }
  say('the register has not painted anything within a minute');
}

if (options.help) process.stdout.write(usage);
else await reportFailure(start);
process.exit();
