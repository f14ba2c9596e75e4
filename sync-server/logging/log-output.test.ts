import { PassThrough, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { logOutput } from './log-output';

test('lines go out as they come', () => {
  const reader = new PassThrough();
  const output = logOutput(reader);
  output.write('one\n');
  output.write('two\n');
  expect(String(reader.read())).toBe('one\ntwo\n');
});

test('a reader who stands still gets what fits, and nobody waits for it', () => {
  const stuck = new Writable({ write: () => undefined });
  const output = logOutput(stuck);
  for (let lines = 0; lines < 5_000; lines += 1) output.write(`${'x'.repeat(999)}\n`);
  expect(stuck.writableLength).toBeLessThanOrEqual(1_050_000);
});

test('a reader who is gone is no fault of the server', async () => {
  const gone = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) });
  const output = logOutput(gone);
  output.write('one\n');
  await delay(1);
  output.write('two\n');
  await delay(1);
  expect(gone.destroyed).toBe(true);
});
