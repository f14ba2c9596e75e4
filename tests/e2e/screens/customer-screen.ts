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

  get programs() {
    return this.page.getByRole('region', { name: 'Program' });
  }
}
