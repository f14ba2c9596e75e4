import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { launchRegister, type LaunchedRegister } from '../../e2e/support/launch';
import type { Measurement } from '../measurement';

const IDLE_MS = 10_000;

/** What the renderer, workers included, holds when nothing happens; beside a register's that stores nothing. */
export const memory: Measurement = {
  names: ['memory'],
  async measure(bench) {
    const bare = await launchRegister();
    await delay(IDLE_MS / 2);
    const limit = await residentMegabytes(bare);
    await bare.close();

    const till = await bench.readyTill();
    await till.screens.frame.goTo('Home');
    await delay(IDLE_MS);
    const value = await residentMegabytes(till.register);
    const own = await proportionalMegabytes(till.register);
    const note = `resident after ${String(IDLE_MS / 1000)} s of rest${own === null ? '' : `, ${own.toFixed(0)} MB of it not shared with others`}; limit: a register that stores nothing`;
    return [{ name: 'memory', value, limit, note }];
  },
};

function renderers(register: LaunchedRegister) {
  return register.app.evaluate(({ app }) => app.getAppMetrics().filter(({ type }) => type === 'Tab'));
}

async function residentMegabytes(register: LaunchedRegister): Promise<number> {
  const all = await renderers(register);
  return all.reduce((sum, process) => sum + process.memory.workingSetSize, 0) / 1024;
}

/** With shared pages counted by share; null where the system does not tell. */
async function proportionalMegabytes(register: LaunchedRegister): Promise<number | null> {
  let sum = 0;
  for (const { pid } of await renderers(register)) {
    const rollup = await readFile(`/proc/${String(pid)}/smaps_rollup`, 'utf8').catch(() => '');
    const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1];
    if (kilobytes === undefined) return null;
    sum += Number(kilobytes) / 1024;
  }
  return sum;
}
