import type { Page } from '@playwright/test';

/** **Export** and **Export Pets** (CL-14). */
export class ExportDialog {
  constructor(private readonly page: Page) {}

  get dialog() {
    return this.page.getByRole('dialog', { name: /^Export/ });
  }

  get chooseFile() {
    return this.dialog.getByRole('button', { name: 'Choose a file name…' });
  }

  format(label: 'Excel (XLSX)' | 'Text (CSV)') {
    return this.dialog.getByText(label);
  }

  get done() {
    return this.dialog.getByText(/rows? written to/);
  }

  get closeButton() {
    return this.dialog.getByRole('button', { name: 'Close' }).last();
  }

  async close(): Promise<void> {
    await this.closeButton.click();
    await this.dialog.waitFor({ state: 'hidden' });
  }
}
