import { memoryKit } from '../../../renderer/data/data-worker/collections/memory-kit';
import { databaseName, type StorageKit } from '../../../renderer/data/data-worker/collections/databases';
import { MemoryDisk, MemoryStore, type StoreStep } from '../../../renderer/data/data-worker/register/memory-store';
import { StoreError, type RegisterStore } from '../../../renderer/data/data-worker/register/register-store';
import { RxdbStore } from '../../../renderer/data/data-worker/rxdb-store';
import type { VirtualTime } from './virtual-time';

/** Asked before each step of the browser's store; throws what the store "throws". */
export type BrowserFault = (step: StoreStep) => void;

/** What the browser of one computer keeps, from one life to the next. */
export interface Browser {
  /** The store as a new life opens it. */
  open(fault: BrowserFault): RegisterStore;
  /** The life that used it is gone. */
  abandon(store: RegisterStore): Promise<void>;
  /** A full disk, or a hand, emptied it. */
  lose(database: 'pulled' | 'entries'): Promise<void>;
  /** A copy for another computer, as a disk image has it; null where there is none. */
  copy(): Browser | null;
}

/** The plain store. */
export class PlainBrowser implements Browser {
  constructor(private readonly disk = new MemoryDisk()) {}

  open(fault: BrowserFault): RegisterStore {
    return new MemoryStore(this.disk, { before: fault });
  }

  async abandon(store: RegisterStore): Promise<void> {
    await store.close();
  }

  async lose(database: 'pulled' | 'entries'): Promise<void> {
    this.disk.lose(database);
  }

  copy(): Browser {
    const { pulledMarker, entriesMarker, pulled, seen, visitors, entries, notes } = this.disk;
    const copy = new MemoryDisk();
    Object.assign(copy, { pulledMarker, entriesMarker, seen, notes });
    copy.pulled = new Map([...pulled].map(([name, documents]) => [name, new Map(documents)]));
    copy.visitors = new Map(visitors);
    copy.entries = new Map(entries);
    return new PlainBrowser(copy);
  }
}

/** RxDB on its memory storage. What it does takes real time, which virtual time waits for. */
export class RxdbBrowser implements Browser {
  private readonly kit: StorageKit = memoryKit();

  constructor(
    private readonly time: VirtualTime,
    private readonly prefix: string,
  ) {}

  open(fault: BrowserFault): RegisterStore {
    return waitedFor(new RxdbStore(this.kit, this.prefix), this.time, fault);
  }

  async abandon(store: RegisterStore): Promise<void> {
    await store.close();
  }

  async lose(database: 'pulled' | 'entries'): Promise<void> {
    await this.kit.erase(databaseName(this.prefix, database));
  }

  copy(): Browser | null {
    return null;
  }
}

const stepOf: Readonly<Partial<Record<keyof RegisterStore, StoreStep>>> = {
  open: 'open',
  begin: 'open',
  writePulled: 'write-documents',
  putVisitor: 'write-visitor',
  removeVisitor: 'write-visitor',
  addEntries: 'write-entries',
  erasePersonal: 'write-entries',
  recordVerdicts: 'write-verdicts',
  forgetVerdicts: 'write-verdicts',
  writeNotes: 'write-notes',
};

/** The same store; virtual time stands still while it works, and `fault` is asked before. */
function waitedFor(store: RegisterStore, time: VirtualTime, fault: BrowserFault): RegisterStore {
  return new Proxy(store, {
    get(target, name: keyof RegisterStore) {
      const method = target[name];
      if (typeof method !== 'function') return method;
      return (...given: unknown[]) =>
        time.outside(async () => {
          const step = name === 'close' ? null : (stepOf[name] ?? 'read');
          try {
            if (step !== null) fault(step);
          } catch {
            throw new StoreError(step === 'read' ? 'not-read' : step === 'open' ? 'unreadable' : 'not-written', name);
          }
          return (method as (...given: unknown[]) => Promise<unknown>).apply(target, given);
        });
    },
  });
}
