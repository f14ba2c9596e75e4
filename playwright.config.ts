import { defineConfig } from '@playwright/test';

/** Real Electron, one register after another: the machine may have two cores only. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'tests/artifacts/results',
  globalSetup: './tests/e2e/support/global-setup.ts',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
});
