import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { serverScript } from '../../../build/product.mjs';
import { startServer } from '../../../build/running-server.mjs';

export interface SyncServerOptions {
  /** A data folder to go on with; it is kept after `stop`. Without it a new one is made, and removed after `stop`. */
  readonly dataFolder?: string;
  /** Usually any free port; a test that stops and starts a server again keeps its registers' address by naming it. */
  readonly port?: number;
  /** Further environment of the server, for example `DATABASE_URL`. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The real sync server, as built, on a database of its own. */
export interface RunningSyncServer {
  readonly url: string;
  readonly port: number;
  readonly dataFolder: string;
  /** Process id of the server itself (node). */
  readonly pid: number;
  /** File with everything it says. */
  readonly logFile: string;
  /** Runs a subcommand on the same data and answers its output, without the last line's end. */
  command(...args: readonly string[]): Promise<string>;
  /** A one-time code for a register at the location of that name; without a name for the only one there is. */
  joinCode(locationName?: string): Promise<string>;
  /** PostgreSQL's main process, or null when it does not run. It outlives a killed server. */
  postgresPid(): Promise<number | null>;
  /** Ends it in order, and a PostgreSQL that was left alone by `kill`. */
  stop(): Promise<void>;
  /** SIGKILL to the server alone; its PostgreSQL and the data folder stay. */
  kill(): Promise<void>;
}

/** Starts the built sync server and waits until it listens. */
export async function startSyncServer(options: SyncServerOptions = {}): Promise<RunningSyncServer> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'pawtill-server-')));
  const env = { ...process.env, ...options.env };
  const logFile = `${dataFolder}.log`;
  const { url, server } = await startServer({ port: options.port ?? 0, dataFolder, logFile, env });

  const command = async (...args: readonly string[]) => {
    const all = [serverScript, ...args, '--data', dataFolder];
    const { stdout } = await promisify(execFile)(process.execPath, all, { env });
    return stdout.trimEnd();
  };
  const postgresPid = async () => {
    const file = await readFile(join(dataFolder, 'postgres', 'data', 'postmaster.pid'), 'utf8').catch(() => '');
    const pid = Number(file.split('\n')[0]);
    return pid > 0 && isAlive(pid) ? pid : null;
  };
  const stopPostgres = async () => {
    for (let pid = await postgresPid(); pid !== null; pid = await postgresPid()) {
      process.kill(pid, 'SIGINT'); // PostgreSQL's fast shutdown
      await setTimeout(100);
    }
  };
  return {
    url,
    port: Number(new URL(url).port),
    dataFolder,
    pid: server.pid,
    logFile,
    command,
    postgresPid,
    joinCode: (locationName) =>
      command('join-code', ...(locationName === undefined ? [] : ['--location', locationName])),
    async stop() {
      await server.stop(30_000);
      await stopPostgres();
      if (options.dataFolder !== undefined) return;
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
      await rm(logFile, { force: true });
    },
    kill: () => server.kill(),
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
