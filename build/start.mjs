// Starts Pawtill on any machine: installs, prepares Electron, builds, starts the sync server, opens the register.
import { copyFile, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startChild } from './machine/child.mjs';
import { ensureDependencies } from './machine/dependencies.mjs';
import { dataFolder, projectFolder } from './machine/folders.mjs';
import { ensureDisplay } from './machine/headless.mjs';
import { reportFailure, say } from './machine/say.mjs';
import { prepareElectron } from './electron/prepare.mjs';
import { ensureBuilt } from './product.mjs';
import { serverAnswers, startServer } from './running-server.mjs';
import { whenSourcesChange } from './watch.mjs';

const usage = `npm start [-- OPTIONS]
  --demo       a shop with made-up customers, apart from your own data
  --port N     port of the sync server on this computer (4780; demo 4781)
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

/** Resolves at the first Ctrl+C or request to end; a second one ends at once. */
const askedToEnd = new Promise((/** @type {(value: void) => void} */ resolve) => {
  let asked = false;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    });
  }
});

async function start() {
  await ensureDependencies();
  const display = await ensureDisplay();
  const electron = await prepareElectron();
  await ensureBuilt();

  const home = options.demo ? join(dataFolder(), 'demo') : dataFolder();
  await mkdir(home, { recursive: true });
  const env = { ...process.env, ...(options.demo ? { PAWTILL_DEMO: '1' } : {}) };
  const sync = await openServer(home, env);
  const profile = join(home, 'register');
  const picture = display.isVirtual ? join(profile, 'opened.png') : null;
  if (picture) await rm(picture, { force: true });

  const open = () =>
    startChild(electron.path, [projectFolder, `--user-data-dir=${profile}`], {
      env: { ...env, PAWTILL_SERVER_URL: sync.url, ...(picture ? { PAWTILL_SCREENSHOT: picture } : {}) },
      onLine: (line) => process.stderr.write(`${line}\n`),
      onError: (text) => process.stderr.write(text),
    });
  let register = open();
  say(`the register is open (Electron ${electron.version}); Ctrl+C ends it and the sync server`);
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

/** The sync server of this computer: one that runs already, or one of our own. */
async function openServer(/** @type {string} */ home, /** @type {NodeJS.ProcessEnv} */ env) {
  const port = Number(options.port ?? (options.demo ? 4781 : 4780));
  const there = `http://127.0.0.1:${port}`;
  if (await serverAnswers(there)) {
    say(`using the sync server that runs at ${there} already`);
    return { url: there, stop: async () => {} };
  }
  say('starting the sync server …');
  const logFile = join(home, 'server.log');
  const { url, server } = await startServer({
    port,
    logFile,
    env,
    ...(options.demo ? { dataFolder: join(home, 'server') } : {}),
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
