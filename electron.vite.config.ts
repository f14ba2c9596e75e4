import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const here = (path: string) => resolve(import.meta.dirname, path);

/**
 * The register: main and preload as CommonJS, which a loader can `require` and a sandboxed preload needs, with all
 * packages bundled but the native ones; the renderer for the oldest Chromium in use.
 *
 * The targets are those of the oldest supported Electron (33), not of the package that happens to be installed.
 */
export default defineConfig({
  main: {
    build: {
      outDir: here('out/main'),
      target: 'node20.18',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: here('electron/main/index.ts'), spreadsheet: here('electron/main/spreadsheet/process.ts') },
        external: ['electron', /^@node-rs\//],
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    build: {
      outDir: here('out/preload'),
      target: 'node20.18',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: here('electron/preload/index.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('renderer/app'),
    plugins: [react()],
    build: {
      outDir: here('out/renderer'),
      target: 'chrome130',
      // One font or picture inlined as data: would need a hole in the content policy.
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: here('renderer/app/index.html') } },
    },
    worker: { format: 'es' },
  },
});
