import type { Page } from '@playwright/test';

/** **Upload Customer List** (2.12). */
export class UploadScreen {
  constructor(private readonly page: Page) {}

  /** **Upload** on **My Customers**. */
  get open() {
    return this.page.getByRole('region', { name: 'My Customers' }).getByRole('button', { name: 'Upload', exact: true });
  }

  get area() {
    return this.page.getByRole('region', { name: 'Upload Customer List' });
  }

  /** The file chooser behind **Choose a file…**. */
  get file() {
    return this.area.locator('input[type="file"]');
  }

  get location() {
    return this.area.getByRole('combobox', { name: 'Location' });
  }

  /** What a column holds. */
  column(header: string) {
    return this.area.getByRole('combobox', { name: `What ${header} holds` });
  }

  get preview() {
    return this.area.getByRole('region', { name: 'The first rows as customers' });
  }

  get problems() {
    return this.area.getByRole('region', { name: 'Rows to look at' });
  }

  count(label: string) {
    return this.area.locator('dl > div').filter({ hasText: label }).locator('dd');
  }

  get check() {
    return this.area.getByRole('button', { name: 'Check the list' });
  }

  get import() {
    return this.area.getByRole('button', { name: 'Import…' });
  }

  get confirm() {
    return this.page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true });
  }

  get undo() {
    return this.area.getByRole('button', { name: 'Undo import' });
  }

  /** How far something long is. */
  get percent() {
    return this.area.getByText(/^\d+ % of/);
  }

  get cancel() {
    return this.area.getByRole('button', { name: 'Cancel' });
  }

  /** Switches on a second list (UP-8). */
  get allowAnother() {
    return this.area.getByRole('button', { name: 'Allow additional uploads' });
  }

  errorFile(format: 'XLSX' | 'CSV') {
    return this.area.getByRole('button', { name: `Save the error file (${format})` });
  }

  get template() {
    return this.area.getByRole('button', { name: 'Download the template' });
  }
}
