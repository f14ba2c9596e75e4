import { createInterface } from 'node:readline';
import { openDatabase } from '../../sync-server/store/database/open-database';
import { retrying } from '../../sync-server/store/database/retrying';

// The process behind `aDatabaseProcess`: one JSON line in, one out.
const say = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);
const told = new Set(['started', 'attached', 'stopped', 'others-remain']);

async function main(dataDir: string): Promise<void> {
  let opening = true;
  const database = await openDatabase(
    { dataDir },
    { onNotice: (notice) => told.has(notice.kind) && (opening || stopping) && say(notice) },
  );
  opening = false;
  for await (const line of createInterface({ input: process.stdin })) {
    const { query } = JSON.parse(line) as { query?: string };
    if (query === undefined) break;
    await retrying(database.pool, async (client) => ((await client.query(query)).rows as unknown[])[0] ?? null).then(
      (row) => say({ row }),
      (error: unknown) => say({ error: String(error) }),
    );
  }
  stopping = true;
  await database.stop();
  process.exit(0);
}

let stopping = false;
void main(process.argv[2] ?? '');
