import type { Page } from '@playwright/test';

/** What an owner may ask of sync, behind the status line. */
export class SyncScreen {
  constructor(private readonly page: Page) {}

  get area() {
    return this.page.getByRole('region', { name: 'Sync', exact: true });
  }

  get back() {
    return this.area.getByRole('button', { name: 'Back' });
  }
}
