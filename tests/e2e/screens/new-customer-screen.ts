import type { Page } from '@playwright/test';

/** **New Pet Owner Account**, both steps (2.4). */
export class NewCustomerScreen {
  constructor(private readonly page: Page) {}

  field(label: string) {
    return this.page.getByRole('textbox', { name: label });
  }

  get save() {
    return this.page.getByRole('button', { name: 'Save Pet Owner' });
  }

  checkbox(name: string) {
    return this.page.getByRole('checkbox', { name });
  }

  /** The question of FS-3. */
  get question() {
    return this.page.getByRole('dialog', { name: /^Add an? / });
  }

  get preview() {
    return this.page.getByRole('button', { name: 'Preview the Welcome Email' });
  }

  get previewed() {
    return this.page.getByRole('dialog', { name: 'Preview of the Welcome Email' });
  }

  /** Customers of the same name (IC-9). */
  get possibleDuplicates() {
    return this.page.getByRole('region', { name: 'Possible duplicates' });
  }

  get finished() {
    return this.page.getByRole('button', { name: 'Finished' });
  }

  /** Step 1 with these values; the account exists when it returns (NC-14). */
  async add(contact: { readonly first: string; readonly last: string; readonly email?: string }): Promise<void> {
    await this.field('Pet Owner First Name').fill(contact.first);
    await this.field('Pet Owner Last Name').fill(contact.last);
    if (contact.email !== undefined) await this.field('Pet Owner Email').fill(contact.email);
    await this.save.click();
    await this.field('Pet Name').waitFor();
  }
}
