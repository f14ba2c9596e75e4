import { expect, type Page } from '@playwright/test';

/** What is always there: menu, who is signed in, status line (OX-10). */
export class Frame {
  constructor(private readonly page: Page) {}

  get statusLine() {
    return this.page.getByTestId('status-line');
  }

  /** `Online`, or offline with the age of the data. */
  get network() {
    return this.page.getByTestId('network');
  }

  get unsent() {
    return this.page.getByTestId('unsent');
  }

  /** How far a first sync or a rebuild is. */
  get filling() {
    return this.page.getByTestId('filling');
  }

  get menu() {
    return this.page.getByRole('navigation', { name: 'Main menu' });
  }

  async goTo(entry: 'Home' | 'Check Out' | 'Customers' | 'Work items'): Promise<void> {
    await this.menu.getByRole('button', { name: entry }).click();
  }

  get actions() {
    return this.menu.getByRole('button', { name: 'Actions' });
  }

  /** An entry of the **Actions** menu. */
  async chooseAction(word: string): Promise<void> {
    await this.actions.click();
    await this.page.getByRole('menuitem', { name: word }).click();
  }

  /** How many work items wait; not there when none does. */
  get workItemCount() {
    return this.page.getByTestId('work-item-count');
  }

  async lock(): Promise<void> {
    await this.page.getByRole('button', { name: 'Lock' }).click();
  }

  /** Online, everything read and everything sent. */
  async waitUntilReady(): Promise<void> {
    await expect(this.network).toHaveText('Online', { timeout: 60_000 });
    await this.waitUntilSent();
  }

  /** Nothing waits any more; the register may have to find its server first. */
  async waitUntilSent(): Promise<void> {
    await expect(this.unsent).toHaveText('Everything is at the server', { timeout: 60_000 });
  }

  async waitUntilOffline(): Promise<void> {
    await expect(this.network).toHaveText(/^Offline – data as of /, { timeout: 60_000 });
  }

  /** The computer's network is up again: what the system tells every program at that moment. */
  async networkIsUp(): Promise<void> {
    await this.page.evaluate(() => window.dispatchEvent(new Event('online')));
  }
}
