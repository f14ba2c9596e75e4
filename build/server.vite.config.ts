import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const here = (path: string) => resolve(import.meta.dirname, '..', path);

/** The sync server as plain modules for Node; packages stay in node_modules. */
export default defineConfig({
  root: here('sync-server'),
  publicDir: false,
  build: {
    ssr: here('sync-server/main.ts'),
    outDir: here('out/server'),
    emptyOutDir: true,
    target: 'node20.19',
    rolldownOptions: {
      output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
    },
  },
});
