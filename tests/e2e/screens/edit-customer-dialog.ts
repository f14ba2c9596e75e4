import type { Page } from '@playwright/test';

/** **Edit User** and **Incomplete Customer Information** (CP-3, IC-4). */
export class EditCustomerDialog {
  constructor(private readonly page: Page) {}

  get dialog() {
    return this.page.getByRole('dialog', { name: /^(Edit User|Incomplete Customer Information)/ });
  }

  field(label: string) {
    return this.dialog.getByRole('textbox', { name: label });
  }

  get saveButton() {
    return this.dialog.getByRole('button', { name: 'Save Petowner Information' });
  }

  button(name: string) {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  /** Fills in and saves; returns when the window has closed. */
  async save(values: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(values)) await this.field(label).fill(value);
    await this.saveButton.click();
    await this.dialog.waitFor({ state: 'hidden' });
  }
}
