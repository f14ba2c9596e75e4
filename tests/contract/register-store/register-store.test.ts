import { describe } from 'vitest';
import { memoryKit } from '../../../renderer/data/data-worker/collections/memory-kit';
import { MemoryDisk, MemoryStore } from '../../../renderer/data/data-worker/register/memory-store';
import { RxdbStore } from '../../../renderer/data/data-worker/rxdb-store';
import { storeConformance } from './conformance';

describe('the plain store in memory', () => {
  storeConformance(() => {
    const disk = new MemoryDisk();
    return { newStore: () => new MemoryStore(disk) };
  });
});

describe('RxDB on its memory storage', () => {
  let computers = 0;
  storeConformance(() => {
    const prefix = `conformance-${(computers += 1)}-`;
    return { newStore: () => new RxdbStore(memoryKit(), prefix) };
  });
});
