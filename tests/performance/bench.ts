import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchOptions } from './options';
import { bigShop } from './stage/big-shop';
import { startFilledServer, type FilledServer } from './stage/filled-server';
import { somePeople, type CustomerDocument } from './stage/people';
import { Till } from './stage/till';
import { WireRegister } from './stage/wire-register';

/** What measurements play on. Everything is prepared when it is first asked for, and taken away at the end. */
export class Bench {
  readonly customers: number;
  readonly say: (sentence: string) => void;
  #folder: Promise<string> | null = null;
  #filled: Promise<FilledServer> | null = null;
  #wire: Promise<WireRegister> | null = null;
  #people: Promise<readonly CustomerDocument[]> | null = null;
  #till: Till | null = null;
  readonly #guests: Till[] = [];

  constructor({ customers }: BenchOptions, say: (sentence: string) => void) {
    this.customers = customers;
    this.say = say;
  }

  /** A new folder for a measurement's own files. */
  async folder(name: string): Promise<string> {
    const all = await (this.#folder ??= openFolder());
    const folder = join(all, name);
    await mkdir(folder, { recursive: true });
    return folder;
  }

  /** The server with its customers. */
  filled(): Promise<FilledServer> {
    this.#filled ??= this.#fill();
    return this.#filled;
  }

  /** A register without screens, for what comes from elsewhere. */
  wire(): Promise<WireRegister> {
    this.#wire ??= this.filled().then(({ server }) => WireRegister.join(server));
    return this.#wire;
  }

  people(): Promise<readonly CustomerDocument[]> {
    this.#people ??= this.wire().then(somePeople);
    return this.#people;
  }

  /** The register of the big shop, which stores all customers; not necessarily running. */
  async till(): Promise<Till> {
    this.#till ??= await this.#newTill();
    return this.#till;
  }

  /** The same, running, signed in, and with every customer stored. */
  async readyTill(): Promise<Till> {
    const till = await this.till();
    if (!till.isOpen) await till.open();
    await till.waitUntilFilled();
    return till;
  }

  /** One more register of the same shop. */
  async guest(): Promise<Till> {
    const guest = await this.#newTill();
    this.#guests.push(guest);
    return guest;
  }

  async closeRegisters(): Promise<void> {
    for (const till of [this.#till, ...this.#guests]) await till?.close();
  }

  async close(): Promise<void> {
    await this.closeRegisters();
    for (const till of [this.#till, ...this.#guests]) await till?.remove();
    await (await this.#filled?.catch(() => null))?.close();
    if (this.#folder !== null) await rm(await this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #newTill(): Promise<Till> {
    const { server } = await this.filled();
    return new Till(server.url, await server.command('join-code', '--location', bigShop?.name ?? ''));
  }

  async #fill(): Promise<FilledServer> {
    this.say(`filling a server with ${this.customers.toLocaleString('en-US')} customers`);
    return startFilledServer(await this.folder('filled'), this.customers);
  }
}

/** Started by root, PostgreSQL runs as somebody else, who must be able to pass. */
async function openFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pawtill-bench-'));
  await chmod(folder, 0o711);
  return folder;
}
