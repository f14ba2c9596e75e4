import { contentOf, GENESIS_HASH, placeEntry, type EntryContent, type LogEntry } from '../../core/log/entry';
import type { Books, Register } from '../books/books';
import { valueOf } from '../plugins/refused';
import type { DemoEntry } from './demo-history';
import { demoLocations, type DemoPlace } from './shop/organisation';

/** A register log of the demo, with the entries of one group in it. */
export interface DemoLog {
  readonly register: Register;
  readonly entries: readonly LogEntry[];
}

/** The registers that write the demo's history. */
export type DemoRegisters = Readonly<Record<DemoPlace, Register>>;

/** Their ids; kept, so that a history that was interrupted goes on under their names. */
export type DemoRegisterIds = Readonly<Record<DemoPlace, string>>;

/** Joins one register per shop, like any other. */
export async function joinDemoRegisters(books: Books): Promise<DemoRegisterIds> {
  const joined = demoLocations.map(async ({ id, name }) => {
    const code = valueOf(await books.createJoinCode(id, 'location'));
    const { registerId } = valueOf(await books.redeemJoinCode({ code, registerName: `${name} counter` }));
    return [id, registerId] as const;
  });
  return Object.fromEntries(await Promise.all(joined)) as DemoRegisterIds;
}

/** The registers of these ids. Throws when the database does not know them. */
export async function findDemoRegisters(books: Books, ids: DemoRegisterIds): Promise<DemoRegisters> {
  const registers = await books.registers();
  const found = demoLocations.map(({ id }): readonly [DemoPlace, Register] => {
    const register = registers.find((one) => one.id === ids[id]);
    if (register === undefined) throw new Error('A register of the demo is gone.');
    return [id, register];
  });
  return Object.fromEntries(found) as DemoRegisters;
}

/** Writes what happened to one group into logs: one log at each register. */
export function writeLogs(registers: DemoRegisters, group: Iterable<DemoEntry>, name: string): readonly DemoLog[] {
  const contents = new Map<DemoPlace, EntryContent[]>();
  for (const { place, draft } of group) {
    const said = contents.get(place) ?? [];
    contents.set(place, said);
    said.push(contentOf(draft));
  }
  return [...contents].map(([place, said]) => {
    const register = registers[place];
    let previousHash = GENESIS_HASH;
    const entries = said.map((content, index) => {
      const at = { registerId: register.id, logId: `${place}-${name}`, sequence: index + 1, previousHash };
      const entry = placeEntry(at, content);
      previousHash = entry.hash;
      return entry;
    });
    return { register, entries };
  });
}
