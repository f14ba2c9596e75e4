import type { Page } from '@playwright/test';

/** Check Out, New Customer, and sales that were interrupted (PU-19). */
export class HomeScreen {
  constructor(private readonly page: Page) {}

  private get area() {
    return this.page.getByRole('region', { name: 'Home' });
  }

  get checkOut() {
    return this.area.getByRole('button', { name: 'Check Out' });
  }

  get newCustomer() {
    return this.area.getByRole('button', { name: 'New Customer' });
  }

  get unfinishedSales() {
    return this.area.getByText(/was not finished/);
  }

  /** Discards the sale that is offered again; until Home is left that can be undone. */
  get discardSale() {
    return this.area.getByRole('button', { name: 'Discard' });
  }

  get undoDiscard() {
    return this.area.getByRole('button', { name: 'Undo' });
  }

  get continueSale() {
    return this.area.getByRole('button', { name: 'Continue this sale' });
  }
}
