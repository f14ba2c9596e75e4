import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends it like a power cut; the data folder stays. */
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
  return {
    url,
    port: Number(new URL(url).port),
    dataFolder,
    pid: server.pid,
    logFile,
    command,
    joinCode: (locationName) =>
      command('join-code', ...(locationName === undefined ? [] : ['--location', locationName])),
    async stop() {
      await server.stop(30_000);
      if (options.dataFolder !== undefined) return;
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
      await rm(logFile, { force: true });
    },
    kill: () => server.kill(),
  };
}
