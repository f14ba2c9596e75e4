import { mkdir, open, readdir, rename, rm, statfs, type FileHandle } from 'node:fs/promises';
import type { Disk, DiskFile, OpenMode } from './disk';

const FLAGS: Readonly<Record<OpenMode, string>> = { read: 'r', write: 'r+', create: 'w+' };
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** The disk of this computer. */
export const nodeDisk: Disk = {
  async makeFolder(folder) {
    await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  },
  async list(folder) {
    return (await readdir(folder)).sort();
  },
  async open(path, mode) {
    return nodeFile(await open(path, FLAGS[mode], PRIVATE_FILE));
  },
  rename,
  async remove(path) {
    await rm(path, { force: true });
  },
  async syncFolder(folder) {
    // Windows opens no folders; there a rename is durable by itself.
    if (process.platform === 'win32') return;
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  async freeBytes(folder) {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
};

function nodeFile(handle: FileHandle): DiskFile {
  return {
    async write(bytes, position) {
      let done = 0;
      while (done < bytes.length) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
        done += bytesWritten;
      }
    },
    async read(position, length) {
      const buffer = Buffer.allocUnsafe(length);
      let done = 0;
      while (done < length) {
        const { bytesRead } = await handle.read(buffer, done, length - done, position + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return buffer.subarray(0, done);
    },
    sync: () => handle.datasync(),
    async size() {
      const { size, nlink } = await handle.stat();
      return { bytes: size, named: nlink > 0 };
    },
    truncate: (bytes) => handle.truncate(bytes),
    close: () => handle.close(),
  };
}
