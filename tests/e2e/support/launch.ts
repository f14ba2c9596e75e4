import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

const project = join(import.meta.dirname, '..', '..', '..');

/** How a test wants its register. Without anything: a new profile, no server. */
export interface LaunchOptions {
  /** Joins the server unattended, together with `joinCode`. */
  readonly serverUrl?: string;
  readonly joinCode?: string;
  /** A profile to go on with; it is kept after `close`. Without it a new one is made, and removed after `close`. */
  readonly userDataDir?: string;
  /** Folder of the built app, when not the project's own. */
  readonly appFolder?: string;
  /** Further environment of the register. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A register that runs in real Electron. */
export interface LaunchedRegister {
  readonly app: ElectronApplication;
  /** The register's window. */
  readonly page: Page;
  readonly userDataDir: string;
  /** Process id of the main process. */
  readonly pid: number;
  /** What main and the page complained about so far; a healthy register says nothing. */
  readonly complaints: readonly string[];
  /** Ends the register in order and removes a profile that was made for it. */
  close(): Promise<void>;
  /** Ends it like a power cut (SIGKILL); the profile stays for the next launch. */
  kill(): Promise<void>;
}

/** Starts the built register with its sandbox on and waits until its window has loaded. */
export async function launchRegister(options: LaunchOptions = {}): Promise<LaunchedRegister> {
  const executablePath = process.env.PAWTILL_ELECTRON;
  if (!executablePath) throw new Error('PAWTILL_ELECTRON is not set: run through `npx playwright test` or `npm test`');
  const userDataDir = options.userDataDir ?? (await mkdtemp(join(tmpdir(), 'pawtill-register-')));

  const app = await _electron.launch({
    executablePath,
    // Without a graphics card Chromium would try three times before it draws by itself.
    args: [options.appFolder ?? project, `--user-data-dir=${userDataDir}`, '--disable-gpu'],
    chromiumSandbox: true,
    env: registerEnvironment(options),
  });
  const complaints: string[] = [];
  app.process().stderr?.on('data', (data: Buffer) => {
    const text = data.toString().trim();
    if (!isNoise(text)) complaints.push(`main: ${text}`);
  });
  const exited = new Promise<void>((resolve) => app.process().once('exit', () => resolve()));
  app.on('window', (page) => {
    page.on('pageerror', (error) => complaints.push(`page: ${error.message}`));
  });
  const page = await app.firstWindow();
  await page.waitForLoadState();

  return {
    app,
    page,
    userDataDir,
    pid: app.process().pid ?? 0,
    complaints,
    async close() {
      await app.close();
      if (options.userDataDir === undefined) await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    },
    async kill() {
      app.process().kill('SIGKILL');
      await exited;
    },
  };
}

/** The tester's environment without anything meant for another register. */
function registerEnvironment({ serverUrl, joinCode, env }: LaunchOptions): Record<string, string> {
  const own = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('PAWTILL_'),
  );
  return {
    ...Object.fromEntries(own),
    ...(serverUrl === undefined ? {} : { PAWTILL_SERVER_URL: serverUrl }),
    ...(joinCode === undefined ? {} : { PAWTILL_JOIN_CODE: joinCode }),
    ...env,
  };
}

/** Lines of Chromium about the machine (no graphics card, no system bus) and of the debugger Playwright attaches. */
function isNoise(text: string): boolean {
  return /Debugger (listening|attached|ending)|nodejs\.org\/en\/docs\/inspector|DevTools listening|bus\.cc|dbus|gpu|gl_|vaapi|viz_main/i.test(
    text,
  );
}
