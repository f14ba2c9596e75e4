import { defineConfig } from 'vitest/config';

const roots = '{build,core,electron,renderer,sync-server}';
/** Real files and real PostgreSQL on a busy machine: slow is not wrong. */
const patience = { testTimeout: 30_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${roots}/**/*.test.{ts,tsx}`, 'tests/{contract,support}/**/*.test.ts'],
          // Without it one processor of two stands idle.
          maxWorkers: '100%',
          ...patience,
        },
      },
      {
        test: {
          name: 'simulation',
          include: ['tests/simulation/**/*.test.ts'],
          // Nothing in it waits: every processor has a file of seeds.
          maxWorkers: '100%',
          testTimeout: 600_000,
          hookTimeout: 120_000,
        },
      },
      { test: { name: 'guards', include: ['tests/guards/*.test.ts'], testTimeout: 120_000 } },
    ],
  },
});
