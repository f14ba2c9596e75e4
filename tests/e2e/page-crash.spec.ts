import { expect, test } from '@playwright/test';
import { launchRegister } from './support/launch';

test('a page whose process ends by itself is there again, and main answers it as before', async () => {
  const register = await launchRegister();
  /** Process of the page and what it shows, asked by main: the tester's own hold on the page is gone with it. */
  const page = () =>
    register.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined || contents.isCrashed() || contents.isLoading()) return { pid: 0, text: '' };
      const text = contents.executeJavaScript('document.body.innerText') as Promise<string>;
      // A page that ends while it is asked never answers.
      const silence = new Promise<string>((resolve) => setTimeout(resolve, 1_000, ''));
      return { pid: contents.getOSProcessId(), text: await Promise.race([text, silence]) };
    });
  await expect.poll(page).toMatchObject({ text: expect.stringContaining('Join') });
  const { pid } = await page();
  await register.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await expect.poll(page).toMatchObject({ text: expect.stringContaining('Join') });
  expect((await page()).pid).not.toBe(pid);
  await register.close();
});
