import type { Page } from '@playwright/test';

/** The customer page (2.7). */
export class CustomerScreen {
  constructor(private readonly page: Page) {}

  title(name: string) {
    return this.page.getByRole('heading', { level: 1, name });
  }

  /** The value behind a label of the contact data. */
  fact(label: string) {
    return this.page
      .getByRole('region', { name: 'Contact data' })
      .getByRole('term')
      .filter({ hasText: label })
      .locator('xpath=following-sibling::dd');
  }

  get edit() {
    return this.page.getByRole('button', { name: 'Edit User' });
  }

  get history() {
    return this.page.getByRole('button', { name: 'Customer History' });
  }

  get checkOut() {
    return this.page.getByRole('region').getByRole('button', { name: 'Check Out' });
  }

  /** What an Administrator does with the account as a whole. */
  get account() {
    return this.page.getByRole('main').getByRole('button', { name: 'Account', exact: true });
  }

  async chooseOfAccount(
    entry:
      | 'Combine with another account'
      | 'Former contact data'
      | 'Copy of customer data'
      | 'Delete Account'
      | 'Erase personal data',
  ) {
    await this.account.click();
    await this.page.getByRole('menuitem', { name: entry }).click();
  }

  get deleting() {
    return this.page.getByRole('dialog', { name: 'Delete Account' });
  }

  get former() {
    return this.page.getByRole('dialog', { name: 'Former contact data' });
  }

  get copying() {
    return this.page.getByRole('dialog', { name: 'Copy of customer data' });
  }

  get erasing() {
    return this.page.getByRole('dialog', { name: 'Erase personal data' });
  }

  /** Accounts that went into this one (RU-15). */
  get combined() {
    return this.page.getByRole('region', { name: 'Combined accounts' }).getByRole('listitem');
  }

  get undoing() {
    return this.page.getByRole('dialog', { name: 'Undo Roll-Up' });
  }

  get programs() {
    return this.page.getByRole('region', { name: 'Program' });
  }
}
