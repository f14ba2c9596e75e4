import type { LogEntry } from '../../core/log/entry';
import { GENESIS_HASH, placeEntry, type EntryContent } from '../../core/log/entry';
import type { Books, Register } from '../books/books';
import { valueOf } from '../plugins/refused';
import { demoLocations, type DemoPlace } from './shop/organisation';

/** The till that wrote a demo shop's history, and the end of its log. */
export interface DemoRegister {
  readonly register: Register;
  readonly logId: string;
  sequence: number;
  hash: string;
}

export type DemoRegisters = Readonly<Record<DemoPlace, DemoRegister>>;

/** Which registers write the demo's history; kept, so that a history that was interrupted goes on under their names. */
export type DemoRegisterIds = Readonly<Record<DemoPlace, { readonly registerId: string; readonly logId: string }>>;

/** Joins one register per shop, like any other. */
export async function joinDemoRegisters(books: Books, newId: () => string): Promise<DemoRegisterIds> {
  const joined = demoLocations.map(async ({ id, name }) => {
    const code = valueOf(await books.createJoinCode(id, 'location'));
    const { registerId } = valueOf(await books.redeemJoinCode({ code, registerName: `${name} counter` }));
    return [id, { registerId, logId: newId() }] as const;
  });
  return Object.fromEntries(await Promise.all(joined)) as DemoRegisterIds;
}

/** The registers of these ids, with empty logs. Throws when the database does not know them. */
export async function openDemoRegisters(books: Books, ids: DemoRegisterIds): Promise<DemoRegisters> {
  const registers = await books.registers();
  const opened = demoLocations.map(({ id }): readonly [DemoPlace, DemoRegister] => {
    const register = registers.find((one) => one.id === ids[id].registerId);
    if (register === undefined) throw new Error('A register of the demo is gone.');
    return [id, { register, logId: ids[id].logId, sequence: 0, hash: GENESIS_HASH }];
  });
  return Object.fromEntries(opened) as DemoRegisters;
}

/** Writes what happened into the till's log. */
export function append(till: DemoRegister, content: EntryContent): LogEntry {
  const { register, logId, sequence, hash } = till;
  const entry = placeEntry({ registerId: register.id, logId, sequence: sequence + 1, previousHash: hash }, content);
  till.sequence = entry.sequence;
  till.hash = entry.hash;
  return entry;
}
