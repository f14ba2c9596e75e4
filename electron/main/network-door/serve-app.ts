import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { refusal, securedResponse } from './content-policy';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
};

/** Serves the built app from one folder: nothing above it, nothing of a kind that is not listed. */
export function appFiles(folder: string): (pathname: string) => Promise<Response> {
  return async (pathname) => {
    const file = fileOf(folder, pathname);
    const type = file === null ? undefined : types[extname(file)];
    const content = file === null || type === undefined ? null : await readFile(file).catch(() => null);
    if (content === null || type === undefined) return refusal(404, 'not-found', 'There is no such page.');
    // Names of built files carry a hash of their content; the page itself does not.
    const cache = pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store';
    return securedResponse(new Uint8Array(content), 200, { 'content-type': type, 'cache-control': cache });
  };
}

/** The file a path of the app stands for, or null when it leads out of the folder or cannot be read. */
function fileOf(folder: string, pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    if (path.includes('\0')) return null;
    // Addresses of screens have no extension: the page finds its way itself.
    const file = join(folder, extname(path) === '' ? 'index.html' : normalize(path));
    return file.startsWith(folder + sep) ? file : null;
  } catch {
    return null;
  }
}
