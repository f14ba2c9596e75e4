import type { Page } from '@playwright/test';

/** **Work items**: what a person settles (data dictionary 3.5). */
export class WorkItemsScreen {
  constructor(private readonly page: Page) {}

  get area() {
    return this.page.getByRole('region', { name: 'Work items' });
  }

  get items() {
    return this.area.getByTestId('work-item');
  }

  item(text: string | RegExp) {
    return this.items.filter({ hasText: text });
  }

  get empty() {
    return this.area.getByText('Nothing to settle');
  }

  async show(which: 'Open' | 'Settled'): Promise<void> {
    await this.area.getByRole('radiogroup').getByText(which, { exact: true }).click();
  }

  async ofKind(kind: string): Promise<void> {
    await this.area.getByRole('combobox', { name: 'Kind' }).click();
    await this.page.getByRole('option', { name: kind }).click();
  }
}
