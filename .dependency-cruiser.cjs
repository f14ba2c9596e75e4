'use strict';
// Who may import whom. Every rule here must be broken by a file in tests/guards/fixtures/boundaries.

const tests = '(\\.test\\.tsx?$|^tests/)';
const ours = '^(core|electron|renderer|sync-server|build|tests)/';

/** A rule: files matching `from` may import, of our own files, only those matching `allowed`. */
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: tests },
  to: { path: ours, pathNot: [...allowed, '^tests/', '\\.test\\.tsx?$'] },
});

/** A rule: the package is known in one place alone. */
const onlyIn = (name, packages, place) => ({
  name,
  comment: `${packages} is imported below ${place} and nowhere else`,
  severity: 'error',
  from: { path: ours, pathNot: [tests, place, '^build/'] },
  to: { path: `(^|/)node_modules/(${packages})/|^(${packages})$` },
});

module.exports = {
  forbidden: [
    only('kernel-stands-alone', 'core/kernel imports nothing of ours', '^core/kernel/', ['^core/kernel/']),
    only('domain-on-kernel', 'core/domain imports the kernel', '^core/domain/', ['^core/(kernel|domain)/']),
    only('log-on-domain', 'core/log imports domain and kernel', '^core/log/', ['^core/(kernel|domain|log)/']),
    only('sync-on-log', 'core/sync imports log, domain, kernel', '^core/sync/', ['^core/(kernel|domain|log|sync)/']),
    // The data worker's port speaks of heads and epochs in the words of the wire, so ipc may read sync too.
    only('ipc-on-core', 'core/ipc imports the rest of core', '^core/ipc/', ['^core/']),
    only('electron-on-core', 'electron imports core', '^electron/', ['^core/', '^electron/']),
    only('renderer-on-core', 'renderer imports core', '^renderer/', ['^core/', '^renderer/']),
    only('server-on-core', 'sync-server imports core', '^sync-server/', ['^core/', '^sync-server/']),
    only('build-stands-alone', 'build scripts import nothing of the product', '^build/', ['^build/']),
    only('ui-knows-no-trade', 'renderer/ui imports nothing of ours', '^renderer/ui/', ['^renderer/ui/']),
    only('data-on-core', 'renderer/data imports core', '^renderer/data/', ['^renderer/data/', '^core/']),
    only('features-on-ui-and-data', 'a feature imports ui, data, core, and other features', '^renderer/features/', [
      '^renderer/(ui|data|features)/',
      '^core/',
    ]),
    {
      name: 'feature-by-its-index',
      comment: 'another feature is imported only through its index.ts',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/', pathNot: tests },
      to: {
        path: '^renderer/features/([^/]+)/',
        pathNot: ['^renderer/features/$1/', '^renderer/features/[^/]+/index\\.tsx?$'],
      },
    },
    {
      name: 'app-takes-features-by-index',
      comment: 'the app imports a feature only through its index.ts',
      severity: 'error',
      from: { path: '^renderer/app/', pathNot: tests },
      to: { path: '^renderer/features/[^/]+/', pathNot: ['^renderer/features/[^/]+/index\\.tsx?$'] },
    },
    {
      name: 'preload-apart-from-main',
      comment: 'the preload runs in the page and main does not: they share core alone',
      severity: 'error',
      from: { path: '^electron/(main|preload)/', pathNot: tests },
      to: { path: '^electron/(main|preload)/', pathNot: ['^electron/$1/'] },
    },
    {
      name: 'nobody-imports-tests',
      comment: 'only tests import tests',
      severity: 'error',
      from: { path: ours, pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'core-packages',
      comment: 'core uses four small packages and nothing of Node',
      severity: 'error',
      from: { path: '^core/', pathNot: tests },
      to: {
        dependencyTypesNot: ['local', 'type-only', 'undetermined', 'aliased'],
        pathNot: ['^core/', ours, 'node_modules/(typebox|@noble/hashes|canonicalize|libphonenumber-js)/'],
      },
    },
    {
      name: 'renderer-without-node',
      comment: 'a page has no Node and no Electron',
      severity: 'error',
      from: { path: ['^renderer/', '^electron/preload/'], pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    onlyIn('database-in-data-worker', 'rxdb|dexie', '^renderer/data/data-worker/'),
    onlyIn('spreadsheets-in-one-place', 'xlsx', '^electron/main/spreadsheet/'),
    onlyIn('electron-in-electron', 'electron', '^electron/'),
    onlyIn('postgres-in-server', 'pg|kysely|fastify', '^sync-server/'),
    onlyIn('react-in-renderer', 'react|react-dom', '^renderer/'),
    {
      name: 'no-circles',
      comment: 'modules that import each other cannot be understood one at a time',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment: 'an import that leads nowhere',
      severity: 'error',
      from: { path: ours },
      to: { couldNotResolve: true, pathNot: ['\\?', '\\.css$', '^virtual:', '^electron$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^tests/guards/fixtures/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
