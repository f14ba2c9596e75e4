import type { Page } from '@playwright/test';

/** **My Customers** (2.3). */
export class MyCustomersScreen {
  constructor(private readonly page: Page) {}

  private get area() {
    return this.page.getByRole('region', { name: 'My Customers' });
  }

  get search() {
    return this.area.getByRole('textbox', { name: 'First name, last name, phone or email' });
  }

  /** One per customer; the first cell holds the name. */
  get rows() {
    return this.area.getByRole('row').filter({ has: this.page.getByRole('cell') });
  }

  /** The list, once it shows what was asked for, to its last row. */
  get settled() {
    return this.area.locator('table:not([aria-busy="true"]):not(:has([aria-busy="true"]))');
  }

  get next() {
    return this.area.getByRole('button', { name: 'Next >>' });
  }

  customer(name: string) {
    return this.area.getByRole('button', { name, exact: true });
  }

  get exportButton() {
    return this.area.getByRole('button', { name: 'Export', exact: true });
  }

  get exportPets() {
    return this.area.getByRole('button', { name: 'Export Pets' });
  }

  get addCustomer() {
    return this.area.getByRole('button', { name: 'Add a Customer' });
  }

  get deletedButton() {
    return this.area.getByRole('button', { name: 'Deleted customers' });
  }

  /** What was just deleted, with **Undo**. */
  get gone() {
    return this.area.getByRole('status').filter({ hasText: /was deleted|was erased/ });
  }

  select(label: 'Sort By' | 'Location') {
    return this.area.getByRole('combobox', { name: label });
  }

  async choose(label: 'Sort By' | 'Location', option: string): Promise<void> {
    await this.select(label).click();
    await this.page.getByRole('option', { name: option }).click();
  }

  get empty() {
    return this.area.getByText(/^No customer/);
  }

  /** Texts of the first column, in order. */
  async names(): Promise<string[]> {
    return this.rows.locator('td:first-child').allTextContents();
  }
}
