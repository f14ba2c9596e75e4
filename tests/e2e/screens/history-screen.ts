import type { Page } from '@playwright/test';

/** **Customer History** (2.8). */
export class HistoryScreen {
  constructor(private readonly page: Page) {}

  get cards() {
    return this.page.getByRole('region', { name: 'Customer History' }).getByRole('article');
  }

  group(label: 'Open' | 'Unredeemed rewards' | 'Redeemed' | 'Expired and closed') {
    return this.page.getByRole('tab', { name: new RegExp(`^${label} \\(`) });
  }
}
