import type { Page } from '@playwright/test';

/** **Account Management**: customer settings of the account (2.5). */
export class AccountManagementScreen {
  constructor(private readonly page: Page) {}

  get area() {
    return this.page.getByRole('region', { name: 'Account Management' });
  }

  get save() {
    return this.area.getByRole('button', { name: 'Save Settings' });
  }

  get saved() {
    return this.area.getByText('Saved. Every register follows');
  }

  choice(field: string, word: string) {
    return this.area.getByRole('group', { name: field }).getByRole('radio', { name: word, exact: true });
  }

  /** The radio itself lies under its label. */
  async choose(field: string, word: string): Promise<void> {
    await this.area.getByRole('group', { name: field }).getByText(word, { exact: true }).click();
  }

  checkbox(name: string) {
    return this.area.getByRole('checkbox', { name });
  }

  switch(name: string) {
    return this.area.getByRole('switch', { name });
  }
}
