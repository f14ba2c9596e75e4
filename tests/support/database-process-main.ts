import { createInterface } from 'node:readline';
import { openDatabase, type DatabaseNotice } from '../../sync-server/store/database/open-database';
import { retrying } from '../../sync-server/store/database/retrying';

// The process behind `aDatabaseProcess`: one JSON line in, one out.
const say = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);
const answers = {
  opening: ['started', 'attached'],
  // A database that somebody killed may be started again at any time: nobody asked for that notice.
  open: [],
  stopping: ['stopped', 'others-remain'],
} as const;

async function main(dataDir: string): Promise<void> {
  let state: keyof typeof answers = 'opening';
  const isAnswer = ({ kind }: DatabaseNotice) => answers[state].some((one) => one === kind);
  const database = await openDatabase({ dataDir }, { onNotice: (notice) => isAnswer(notice) && say(notice) });
  state = 'open';
  for await (const line of createInterface({ input: process.stdin })) {
    const { query } = JSON.parse(line) as { query?: string };
    if (query === undefined) break;
    await retrying(database.pool, async (client) => ((await client.query(query)).rows as unknown[])[0] ?? null).then(
      (row) => say({ row }),
      (error: unknown) => say({ error: String(error) }),
    );
  }
  state = 'stopping';
  await database.stop();
  process.exit(0);
}

void main(process.argv[2] ?? '');
