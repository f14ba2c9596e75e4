import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Measurement } from '../measurement';
import { writeWorkbook } from '../raw/workbook';
import { manySearchRows } from '../../support/factories';

const LIMIT_MS = 300_000;
/** Filled cells of an exported row. */
const CELLS = 16;

/** **Export** of every customer to XLSX, from the file's name to the word that it is written; beside writing alone. */
export const exporting: Measurement = {
  names: ['export'],
  async measure(bench) {
    const till = await bench.readyTill();
    const { page, screens } = till;
    const file = join(till.register.userDataDir, 'export.xlsx');
    await till.register.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, file);
    await screens.frame.goTo('Customers');
    await screens.customers.exportButton.click();
    await screens.exporting.chooseFile.waitFor();
    await page.evaluate(() => {
      const dialog = '[role="dialog"]';
      const showing = { selector: dialog, text: 'rows written to' };
      window.paintWatch.begin({ key: 'Enter', area: 'body', ignore: '', showing, until: 'first' });
    });
    await screens.exporting.chooseFile.press('Enter');
    const times = await page.evaluate((limitMs) => window.paintWatch.painted(limitMs), LIMIT_MS);
    if (times === null) throw new Error('the export said nothing');
    const words = await screens.exporting.done.textContent();
    const begunAt = times.startedAt;
    const frozen = await page.evaluate(
      (since) =>
        Math.max(0, ...window.longTasks.filter(({ at }) => performance.timeOrigin + at >= since).map(({ ms }) => ms)),
      begunAt,
    );
    const { size } = await stat(file);
    await screens.exporting.close();

    const rows = manySearchRows(bench.customers).map((row) => {
      const words = [row.lastName, row.firstName, row.email, row.phone, row.internalId, row.town, row.id];
      return Array.from({ length: CELLS }, (_, cell) => words[cell % words.length] ?? '');
    });
    const limit = await writeWorkbook(join(await bench.folder('workbook'), 'bare.xlsx'), rows);
    const note = `${words ?? ''} (${(size / 2 ** 20).toFixed(1)} MB), longest task of the screen's thread ${frozen.toFixed(0)} ms; limit: a workbook of as many rows and ${String(CELLS)} cells written alone`;
    return [{ name: 'export', value: times.paintedMs / 1000, limit, note }];
  },
};
