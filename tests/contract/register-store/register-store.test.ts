import { describe, test } from 'vitest';
import { memoryKit } from '../../../renderer/data/data-worker/collections/memory-kit';
import { MemoryDisk, MemoryStore } from '../../../renderer/data/data-worker/register/memory-store';
import { RxdbStore } from '../../../renderer/data/data-worker/rxdb-store';
import { storePromises } from './conformance';

describe('the plain store in memory', () => {
  const promises = storePromises(() => {
    const disk = new MemoryDisk();
    return { newStore: () => new MemoryStore(disk) };
  });
  test.each(promises)('$promise', ({ check }) => check());
});

describe('RxDB on its memory storage', () => {
  let computers = 0;
  const promises = storePromises(() => {
    const prefix = `conformance-${(computers += 1)}-`;
    return { newStore: () => new RxdbStore(memoryKit(), prefix) };
  });
  test.each(promises)('$promise', ({ check }) => check());
});
