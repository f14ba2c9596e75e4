import type { Page } from '@playwright/test';
import type { Person } from '../support/staff';

/** Who are you, and your PIN (RO-13). */
export class SignInScreen {
  constructor(private readonly page: Page) {}

  get pin() {
    return this.page.getByLabel('PIN', { exact: true });
  }

  get refusal() {
    return this.page.getByRole('alert');
  }

  person(username: string) {
    return this.page.getByRole('button', { name: username });
  }

  /** By mouse and keyboard, as most people do; returns when the register is open. */
  async signIn({ username, pin }: Pick<Person, 'username' | 'pin'>): Promise<void> {
    await this.person(username).click();
    await this.pin.fill(pin);
    await this.pin.press('Enter');
    await this.page.getByTestId('status-line').or(this.page.getByText('Getting this register ready')).waitFor();
  }
}
