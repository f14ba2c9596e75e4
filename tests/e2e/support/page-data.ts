import type { Page } from '@playwright/test';
import type { CustomerView, RegisterData, RegisterStatus } from '../../../renderer/data/register-data';

declare global {
  /** The data layer the screens of this page use; there once `reachData` has found it. */
  var registerData: RegisterData;
}

/**
 * Finds the data layer that the app gave to its screens, by walking React's tree: what is called on it is what a
 * screen calls, with the rights of whoever is signed in.
 */
export async function reachData(page: Page): Promise<void> {
  await page.evaluate(() => {
    interface Fiber {
      readonly memoizedProps?: { readonly value?: unknown; readonly data?: unknown } | null;
      readonly child?: Fiber | null;
      readonly sibling?: Fiber | null;
    }
    const isData = (value: unknown): value is RegisterData =>
      typeof value === 'object' && value !== null && 'watchCustomer' in value && 'finish' in value;
    const search = (fiber: Fiber | null | undefined): RegisterData | undefined => {
      if (fiber == null) return undefined;
      const { value, data } = fiber.memoizedProps ?? {};
      if (isData(value)) return value;
      if (isData(data)) return data;
      return search(fiber.child) ?? search(fiber.sibling);
    };
    const root = document.getElementById('root') as unknown as Record<string, Fiber>;
    const key = Object.keys(root).find((name) => name.startsWith('__reactContainer$'));
    const found = search(key === undefined ? undefined : root[key]);
    if (found === undefined) throw new Error('the page gives its screens no data layer');
    globalThis.registerData = found;
  });
}

/** What this register shows of a customer; null when it does not know the customer. */
export async function customerAt(page: Page, customerId: string): Promise<CustomerView | null> {
  await reachData(page);
  return page.evaluate(
    (id) =>
      new Promise<CustomerView | null>((resolve) => {
        const stop = globalThis.registerData.watchCustomer(id, (view) => {
          resolve(view);
          setTimeout(() => stop());
        });
      }),
    customerId,
  );
}

/** What the register says of itself (OX-10). */
export async function statusAt(page: Page): Promise<RegisterStatus> {
  await reachData(page);
  return page.evaluate(
    () =>
      new Promise<RegisterStatus>((resolve) => {
        const stop = globalThis.registerData.watchStatus((status) => {
          resolve(status);
          setTimeout(() => stop());
        });
      }),
  );
}

/** How many lines each transaction in progress has that main keeps on disk (PU-19). */
export async function keptDraftLinesAt(page: Page): Promise<readonly number[]> {
  await reachData(page);
  const drafts = await page.evaluate(() => globalThis.registerData.openDrafts());
  return drafts.map(({ lines }) => lines.length);
}
