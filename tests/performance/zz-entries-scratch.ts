import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { openDatabase } from '/work/main/sync-server/store/database/open-database';
import { migrateDatabase } from '/work/main/sync-server/store/database/migrate-database';
import { createSqlStore } from '/work/main/sync-server/store/sql-store/sql-store';
import { aShop, valueOf } from '/work/main/tests/contract/support/a-shop';
import { WrittenLog } from '/work/main/tests/contract/support/written-log';
import { aProgram } from '/work/main/tests/support/factories/programs';

let uniq = 0;
const dir = await mkdtemp(join(tmpdir(), 'pawtill-bench-'));
await chmod(dir, 0o711);
const database = await openDatabase({ dataDir: join(dir, 'data') }, { poolSize: 12 });
try {
  await migrateDatabase(database.pool);
  const o = database.options as any;
  const pg = async (clients: number, secs = 5) => {
    const env = { ...process.env, PGPASSWORD: String(o.password ?? '') };
    const args = ['-h', o.host, '-p', String(o.port), '-U', o.user];
    execFileSync('psql', [...args, '-d', o.database, '-qc', 'create table if not exists bench_small(id bigserial primary key, t text)'], { env });
    (await import('node:fs')).writeFileSync('/tmp/bench/small.sql', "insert into bench_small(t) values ('small commit');\n");
    const out = execFileSync('pgbench', [...args, '-n', '-f', '/tmp/bench/small.sql', '-c', String(clients), '-j', '1', '-T', String(secs), '-M', 'prepared', o.database], { env, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
    return Number(/tps = ([\d.]+)/.exec(out)?.[1]);
  };
  const shop = await aShop(createSqlStore({ pool: database.pool }));
  await shop.books.putPrograms([aProgram()]);
  const epoch = await shop.books.epoch();

  async function run(logs: number, batches: number, kind: 'sales' | 'customers' | 'mixed') {
    const tills = [];
    for (let i = 0; i < logs; i++) tills.push(await shop.join(i % 2 ? 'harbor' : 'midtown'));
    const written = tills.map((t) => {
      const log = new WrittenLog(t.register.id, t.register.locationId, shop.clock, `log-${t.register.id}`);
      const customers: string[] = [];
      for (let n = 0; n < batches * 50; n++) {
        shop.clock.advance(10);
        if (kind === 'customers' || n < 50 || (kind === 'mixed' && n % 5 === 0)) customers.push(log.addCustomer({ firstName: 'Ann' + n, lastName: 'Smith' + (n % 97), email: `a${log.logId.slice(-6)}${n}@x.com`, phone: n % 2 ? "" : `+1${String(2000000000 + (uniq += 1))}` }));
        else log.sell(customers[n % customers.length]!, 1 + (n % 2));
      }
      return log;
    });
    const start = performance.now(); const cpu0 = process.cpuUsage();
    await Promise.all(written.map(async (log, i) => {
      for (let b = 0; b < batches; b++) {
        const r = valueOf(await shop.books.acceptBatch(tills[i]!.register, log.batch(epoch, 1 + b * 50, 50 + b * 50)));
        if (r.verdicts.some((v) => v.kind !== 'accepted')) throw new Error(JSON.stringify(r.verdicts.find((v) => v.kind !== 'accepted')));
      }
    }));
    const s = (performance.now() - start) / 1000;
    const cpu = process.cpuUsage(cpu0); return { cpuMsPerEntry: +((cpu.user + cpu.system) / 1000 / (logs * batches * 50)).toFixed(2), logs, kind, entriesPerS: Math.round((logs * batches * 50) / s), msPerBatch: +(s * 1000 / batches).toFixed(1) };
  }

  await run(1, 10, 'mixed');
  for (let i = 0; i < 3; i++) for (const c of [1, 4]) { const p1 = await pg(c, 3); const r = await run(c, 12, 'mixed'); const p2 = await pg(c, 3); const p = (p1 + p2) / 2; console.log(c, 'logs: entries/s', r.entriesPerS, 'pgbench', Math.round(p1), Math.round(p2), 'ratio', (r.entriesPerS / p).toFixed(2), 'cpuMs/entry', r.cpuMsPerEntry); }
} finally {
  await database.stop();
  await rm(dir, { recursive: true, force: true });
}
