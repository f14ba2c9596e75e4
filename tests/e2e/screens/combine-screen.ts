import type { Page } from '@playwright/test';

/** **Combine Duplicate Petowner Accounts** (2.10). */
export class CombineScreen {
  constructor(private readonly page: Page) {}

  get area() {
    return this.page.getByRole('main').getByRole('region', { name: 'Combine Duplicate Petowner Accounts' });
  }

  get switchOn() {
    return this.area.getByRole('button', { name: 'Switch on' });
  }

  get search() {
    return this.area.getByRole('textbox', { name: 'Name, email or phone' });
  }

  get searchButton() {
    return this.area.getByRole('button', { name: 'Search' });
  }

  addToQueue(name: string) {
    return this.area.getByRole('button', { name: `Add to Queue: ${name}` });
  }

  /** Accounts in the queue. */
  get queue() {
    return this.area.getByRole('region', { name: 'Queue' }).getByRole('listitem');
  }

  /** The choice that makes an account the primary. */
  primary(name: string) {
    return this.area.getByRole('radio', { name: new RegExp(name) });
  }

  get preview() {
    return this.area.getByRole('button', { name: 'Preview' });
  }

  /** The row of a card in the preview. */
  card(title: string) {
    return this.area.getByRole('region', { name: 'Cards and points' }).getByRole('row', { name: title });
  }

  get result() {
    return this.area.getByRole('region', { name: 'The account that stays' });
  }

  get word() {
    return this.area.getByRole('textbox', { name: 'Type COMBINE to confirm' });
  }

  get combine() {
    return this.area.getByRole('button', { name: 'Combine Customers' });
  }

  get openCustomer() {
    return this.area.getByRole('button', { name: 'Open customer' });
  }
}
