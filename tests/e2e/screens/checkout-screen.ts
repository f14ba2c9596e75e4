import type { Page } from '@playwright/test';

/** Screen 1 of a checkout: purchases (2.15). */
export class CheckoutScreen {
  constructor(private readonly page: Page) {}

  get area() {
    return this.page.getByRole('region', { name: 'Checkout', exact: true });
  }

  get customerName() {
    return this.area.getByRole('heading', { level: 1 });
  }

  get lines() {
    return this.area.getByRole('list', { name: 'Purchases' }).getByRole('listitem');
  }

  get itemCount() {
    return this.area.getByTestId('item-count');
  }

  /** A card of the customer by its brand and title. */
  card(name: string) {
    return this.area.getByRole('article', { name });
  }

  get rewardAlert() {
    return this.area.getByRole('status').filter({ hasText: 'Unredeemed Rewards' });
  }

  get refusals() {
    return this.area.getByRole('alert');
  }

  get checkout() {
    return this.area.getByRole('button', { name: 'Checkout', exact: true });
  }

  get history() {
    return this.area.getByRole('button', { name: 'History (F7)' });
  }

  get incorrectCustomer() {
    return this.area.getByRole('button', { name: 'Incorrect Customer' });
  }

  get capture() {
    return this.area.getByRole('button', { name: /^Scanner\/Keystroke Capture/ });
  }

  /** "A reward is due": is the unit on the list the free item? (RD-13) */
  get freeItemQuestion() {
    return this.page.getByRole('dialog', { name: 'A reward is due' });
  }

  get multiPurchase() {
    return this.page.getByRole('dialog', { name: 'Multi-Purchase' });
  }

  /** What a scanner does: the digits, then Enter, as keys. */
  async scan(...codes: readonly string[]): Promise<void> {
    for (const code of codes) {
      await this.page.keyboard.type(code);
      await this.page.keyboard.press('Enter');
    }
  }

  /** Answers **Multi-Purchase** with one reason for all. */
  async giveReason(reason: string): Promise<void> {
    await this.multiPurchase.getByRole('combobox').first().click();
    await this.page.getByRole('option', { name: reason }).click();
    await this.multiPurchase.getByRole('button', { name: 'Submit Reason' }).click();
  }
}
