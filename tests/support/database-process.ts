import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server process that has a database open, to be killed. */
export interface DatabaseProcess {
  readonly pid: number;
  /** PostgreSQL's main process, as this process saw it when it opened. */
  readonly postgresPid: number;
  /** 'started' or 'attached'. */
  readonly how: string;
  /** Runs one statement there and returns its first row. */
  query(text: string): Promise<unknown>;
  /** An orderly stop; what it said of the cluster: 'stopped' or 'others-remain'. */
  stop(): Promise<string>;
  kill(): Promise<void>;
}

/** Starts a real process that opens the database on `dataDir`, and returns when it answers. */
export async function aDatabaseProcess(dataDir: string): Promise<DatabaseProcess> {
  const script = fileURLToPath(new URL('./database-process-main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const next = async () => JSON.parse(String((await once(lines, 'line'))[0])) as Record<string, unknown>;

  const gone = once(child, 'exit') as Promise<[number | null, string | null]>;
  const early = gone.then(([code, signal]) => {
    throw new Error(`The process ended early (${signal ?? code}).`);
  });
  early.catch(() => undefined);

  const opened = await Promise.race([next(), early]);
  return {
    pid: child.pid ?? 0,
    postgresPid: Number(opened['pid']),
    how: String(opened['kind']),
    query: async (text) => {
      child.stdin.write(`${JSON.stringify({ query: text })}\n`);
      const answer = await Promise.race([next(), early]);
      if ('error' in answer) throw new Error(String(answer['error']));
      return answer['row'];
    },
    stop: async () => {
      child.stdin.write(`${JSON.stringify({ stop: true })}\n`);
      const answer = await next();
      await gone;
      return String(answer['kind']);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
