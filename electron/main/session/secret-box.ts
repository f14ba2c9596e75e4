import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { Disk } from '../journal/disk';
import { readSmallFile, replaceFile } from '../journal/small-file';

/** The part of Electron's `safeStorage` that is used. */
export interface KeychainEncryption {
  isEncryptionAvailable(): boolean;
  /** Linux only. */
  getSelectedStorageBackend?(): string;
  encryptString(plainText: string): Buffer;
  decryptString(encrypted: Buffer): string;
}

const SealedSchema = Type.Object({
  /** `keychain`: sealed with a key of the operating system. `file`: plain, in a file only this user reads. */
  kept: Type.Union([Type.Literal('keychain'), Type.Literal('file')]),
  /** Base64. */
  data: Type.String(),
});

/**
 * Keeps secrets with the keychain of the operating system. On a machine without one (Linux without a keyring reports
 * `basic_text`: a key everybody knows) they go into files of mode 0600, and `isPlain` says so on the screen.
 */
export class SecretBox {
  constructor(
    private readonly disk: Disk,
    private readonly folder: string,
    private readonly keychain: KeychainEncryption,
  ) {}

  /** True when there is no keychain to seal with. */
  get isPlain(): boolean {
    return !this.keychain.isEncryptionAvailable() || this.keychain.getSelectedStorageBackend?.() === 'basic_text';
  }

  /**
   * A secret by its name; null when there is none, or when it was sealed by a keychain that no longer opens it. One that
   * was kept plain is sealed as soon as there is a keychain.
   */
  async read(name: string): Promise<string | null> {
    const sealed = parsed(await readSmallFile(this.disk, this.#path(name)).catch(() => null));
    if (sealed === null) return null;
    const data = Buffer.from(sealed.data, 'base64');
    if (sealed.kept === 'keychain') return this.#opened(data);
    const secret = data.toString('utf8');
    if (!this.isPlain) await this.write(name, secret).catch(() => undefined);
    return secret;
  }

  /** Rejects when the disk does. */
  async write(name: string, secret: string): Promise<void> {
    await this.disk.makeFolder(this.folder);
    const sealed: Static<typeof SealedSchema> = this.isPlain
      ? { kept: 'file', data: Buffer.from(secret).toString('base64') }
      : { kept: 'keychain', data: this.keychain.encryptString(secret).toString('base64') };
    await replaceFile(this.disk, this.#path(name), JSON.stringify(sealed));
  }

  #opened(data: Buffer): string | null {
    try {
      return this.keychain.decryptString(data);
    } catch {
      return null;
    }
  }

  #path(name: string): string {
    return join(this.folder, `${name}.json`);
  }
}

function parsed(text: string | null): Static<typeof SealedSchema> | null {
  try {
    const sealed: unknown = JSON.parse(text ?? 'null');
    return Value.Check(SealedSchema, sealed) ? sealed : null;
  } catch {
    return null;
  }
}
