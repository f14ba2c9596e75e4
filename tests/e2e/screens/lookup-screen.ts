import type { Page } from '@playwright/test';

/** **Lookup Customer** (2.14). */
export class LookupScreen {
  constructor(private readonly page: Page) {}

  get field() {
    return this.page.getByRole('combobox', { name: 'Name, phone or email' });
  }

  get rows() {
    return this.page.getByRole('listbox', { name: 'Customers of this location' }).getByRole('option');
  }

  row(name: string) {
    return this.rows.filter({ hasText: name });
  }

  get nobody() {
    return this.page.getByText(/^Nobody found for/);
  }

  /** **Add Customer**, at the top. */
  get addCustomer() {
    return this.page.getByRole('button', { name: 'Add Customer (F4)' });
  }

  get withoutCustomer() {
    return this.page.getByRole('button', { name: 'Without a customer' });
  }

  get elsewhere() {
    return this.page.getByRole('region', { name: 'At your other locations' });
  }

  get cannotSearchElsewhere() {
    return this.page.getByText('Other locations cannot be searched offline');
  }

  /** Types and selects the one customer of that name. */
  async select(name: string): Promise<void> {
    await this.field.fill(name);
    await this.row(name).getByText('Select').click();
  }
}
