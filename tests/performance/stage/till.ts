import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { screensOf, type Screens } from '../../e2e/screens';
import { launchRegister, type LaunchedRegister } from '../../e2e/support/launch';
import { installLongTasks } from '../in-page/long-tasks';
import { installPaintWatch } from '../in-page/paint-watch';
import { rushToLookup, type RushTimes } from '../in-page/rush-to-lookup';

/** The demo's Master Admin, who may do everything. */
const OLIVIA = { username: 'Olivia', pin: '481627' };
/** Begins first names everywhere; with Enter, because it is short. */
const COMMON = 'ma';

const FILL_LIMIT_MS = 900_000;

/** A register in real Electron whose profile outlives its runs. */
export class Till {
  readonly #serverUrl: string;
  readonly #joinCode: string;
  #userDataDir: string | null = null;
  #register: LaunchedRegister | null = null;

  constructor(serverUrl: string, joinCode: string) {
    this.#serverUrl = serverUrl;
    this.#joinCode = joinCode;
  }

  get isOpen(): boolean {
    return this.#register !== null;
  }

  get register(): LaunchedRegister {
    if (this.#register === null) throw new Error('the register is not running');
    return this.#register;
  }

  get page(): Page {
    return this.register.page;
  }

  get screens(): Screens {
    return screensOf(this.page);
  }

  /** Starts it, signs in and makes the first lookup, all as fast as a script can. */
  async open(): Promise<RushTimes> {
    const joining = this.#userDataDir === null ? { serverUrl: this.#serverUrl, joinCode: this.#joinCode } : {};
    this.#userDataDir ??= await mkdtemp(join(tmpdir(), 'pawtill-bench-till-'));
    this.#register = await launchRegister({ ...joining, userDataDir: this.#userDataDir });
    await prepareForFunctions(this.page);
    await this.page.evaluate(installLongTasks);
    const times = await this.page.evaluate(rushToLookup, { ...OLIVIA, text: COMMON });
    await this.page.evaluate(installPaintWatch);
    return times;
  }

  /**
   * Resolves when the first sync is complete, or with `all` when the transactions of the last months, which come behind
   * it, are there too. Answers when that was, milliseconds of the page's own clock.
   */
  async waitUntilFilled(what: 'first-sync' | 'all' = 'all'): Promise<number> {
    const filled = await this.page.waitForFunction(
      (needsAll) => {
        const line = document.querySelector('[data-testid="status-line"]');
        const isOnline = line?.querySelector('[data-testid="network"]')?.textContent === 'Online';
        const isTold = line !== null && !(line.textContent ?? '').includes('Starting');
        const isFilling = !isTold || line.querySelector('[data-testid="filling"]') !== null;
        return !isFilling && (isOnline || !needsAll) ? performance.now() : null;
      },
      what === 'all',
      { polling: 50, timeout: FILL_LIMIT_MS },
    );
    return filled.evaluate((at) => at ?? 0);
  }

  /** Opens **Lookup Customer** with an empty field. */
  async openLookup(): Promise<void> {
    await this.screens.frame.goTo('Home');
    await this.screens.frame.goTo('Check Out');
    await this.screens.lookup.field.waitFor();
    await this.screens.lookup.field.focus();
  }

  async close(): Promise<void> {
    const register = this.#register;
    this.#register = null;
    await register?.close().catch(() => register.kill());
  }

  /** Removes the profile. */
  async remove(): Promise<void> {
    if (this.#userDataDir !== null) await rm(this.#userDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** tsx names functions by a helper that a page does not have. */
async function prepareForFunctions(page: Page): Promise<void> {
  await page.evaluate('globalThis.__name = (named) => named');
}
