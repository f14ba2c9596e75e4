import type { Page } from '@playwright/test';

/** Screen 2 of a checkout: rewards, and **Finished** (2.17). */
export class RedemptionScreen {
  constructor(private readonly page: Page) {}

  reward(title: string) {
    return this.page.getByRole('article', { name: `Reward: ${title}` });
  }

  get redeemedThisVisit() {
    return this.page.getByRole('region', { name: 'Rewards Redeemed This Visit' }).getByRole('listitem');
  }

  get discount() {
    return this.page.getByTestId('discount');
  }

  /** A unit that became a purchase only here made its card one of several units (MP-1). */
  get giveReason() {
    return this.page.getByRole('button', { name: 'Give the reason' });
  }

  get finished() {
    return this.page.getByRole('button', { name: 'Finished' });
  }

  get back() {
    return this.page.getByRole('button', { name: 'Back to purchases' });
  }

  /** Takes the item that is offered first; of several rewards of that card, the first. */
  async redeem(title: string): Promise<void> {
    await this.reward(title).first().getByRole('button', { name: 'Redeem Selected Items' }).click();
    await this.redeemedThisVisit.first().waitFor();
  }
}
