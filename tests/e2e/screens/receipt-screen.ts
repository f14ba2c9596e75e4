import type { Page } from '@playwright/test';

/** What is shown once a transaction is safe on disk (OX-1). */
export class ReceiptScreen {
  constructor(private readonly page: Page) {}

  get receipt() {
    return this.page.getByTestId('receipt');
  }

  get lines() {
    return this.receipt.getByRole('list', { name: 'Receipt' }).getByRole('listitem');
  }

  get home() {
    return this.page.getByRole('region', { name: 'Finished' }).getByRole('button', { name: 'Home' });
  }

  /** The id of the transaction whose receipt is shown; waits for one. */
  async transactionId(): Promise<string> {
    return (await this.receipt.getAttribute('data-transaction')) ?? '';
  }
}
