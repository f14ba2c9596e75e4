import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The version of this installation, as its package says; `0.0.0` when there is none. */
export function appVersion(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let up = 0; up < 5; up += 1) {
    const found = versionIn(join(folder, 'package.json'));
    if (found !== null) return found;
    folder = dirname(folder);
  }
  return '0.0.0';
}

function versionIn(file: string): string | null {
  try {
    const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown; version?: unknown };
    return name === 'pawtill' && typeof version === 'string' ? version : null;
  } catch {
    return null;
  }
}
