import type { Page } from '@playwright/test';

/** **Deleted customers** (DE-7). */
export class DeletedCustomersScreen {
  constructor(private readonly page: Page) {}

  get area() {
    return this.page.getByRole('region', { name: 'Deleted customers' });
  }

  get search() {
    return this.area.getByRole('textbox', { name: 'First name, last name, phone or email' });
  }

  get rows() {
    return this.area.getByRole('row').filter({ has: this.page.getByRole('cell') });
  }

  get restored() {
    return this.area.getByRole('status').filter({ hasText: 'is back' });
  }

  restore(name: string) {
    return this.area.getByRole('button', { name: `Restore ${name}` });
  }
}
