import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A real sync server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Its data folder; a server started on it again goes on. */
  readonly data: string;
  /** Everything it logged so far. */
  log(): string;
  /** Resolves once it has logged these words. */
  hears(words: string): Promise<void>;
  /** From now on nobody reads its log: it writes to a closed pipe. */
  stopReading(): void;
  /** A one-time code, by the server's own command. */
  joinCode(locationName: string): Promise<string>;
  /** Any other command on the same data: its exit code and what it said. */
  command(...args: readonly string[]): Promise<CommandResult>;
  /** PostgreSQL's main process, of a server with a database of its own. */
  postgresPid(): Promise<number>;
  /** An orderly stop; answers the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL to the server alone; its PostgreSQL stays. */
  kill(): Promise<void>;
}

export interface CommandResult {
  readonly code: number | null;
  readonly out: string;
  readonly said: string;
}

export interface ServerProcessOptions {
  /** A folder of an earlier server; a new temporary one if not said, removed by `removeServerData`. */
  readonly data?: string;
  readonly port?: number;
  readonly databaseUrl?: string;
  readonly args?: readonly string[];
}

const projectFolder = fileURLToPath(new URL('../../', import.meta.url));
const folders: string[] = [];

/** Starts a real server and returns when it listens. Stop it, then call `removeServerData`. */
export async function aServerProcess(options: ServerProcessOptions = {}): Promise<ServerProcess> {
  const data = options.data ?? (await newFolder());
  const where = ['--data', data, ...(options.databaseUrl ? ['--database-url', options.databaseUrl] : [])];
  const child = start(['serve', '--port', String(options.port ?? 0), ...where, ...(options.args ?? [])]);
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString('utf8')));
  const url = await Promise.race([listening(child), endedEarly(child, () => log)]);

  const command = (...args: readonly string[]) => runCommand([...args, ...where]);
  const exited = async () => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode;
  };
  return {
    url,
    pid: child.pid ?? 0,
    data,
    log: () => log,
    hears: async (words) => {
      while (!log.includes(words)) await once(child.stderr ?? child, 'data');
    },
    stopReading: () => child.stderr?.destroy(),
    command,
    joinCode: async (locationName) => {
      const { code, out, said } = await command('join-code', '--location', locationName);
      if (code !== 0) throw new Error(`No join code: ${said}`);
      return out.trim();
    },
    postgresPid: async () =>
      Number((await readFile(join(data, 'postgres', 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]),
    stop: async () => {
      child.kill('SIGTERM');
      return exited();
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited();
    },
  };
}

/** Removes the data folders that were made here. */
export async function removeServerData(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Runs one command of the server to its end. */
export async function runCommand(args: readonly string[]): Promise<CommandResult> {
  const child = start(args);
  const texts = { out: '', said: '' };
  child.stdout?.on('data', (chunk: Buffer) => (texts.out += chunk.toString('utf8')));
  child.stderr?.on('data', (chunk: Buffer) => (texts.said += chunk.toString('utf8')));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...texts };
}

function start(args: readonly string[]): ChildProcess {
  const script = join(projectFolder, 'sync-server', 'main.ts');
  const { DATABASE_URL: _url, ...env } = process.env;
  return spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: projectFolder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pawtill-server-'));
  folders.push(folder);
  return folder;
}

async function listening({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('The server has no output.');
  for await (const line of createInterface({ input: stdout })) {
    const said = JSON.parse(line) as { readonly event?: string; readonly url?: string };
    if (said.event === 'listening' && said.url !== undefined) {
      stdout.resume();
      return said.url;
    }
  }
  throw new Error('The server ended without listening.');
}

async function endedEarly(child: ChildProcess, log: () => string): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`The server ended early (${String(code)}):\n${log()}`);
}
