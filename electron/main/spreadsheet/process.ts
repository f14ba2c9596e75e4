import { ExportFile } from './export-file';
import type { SpreadsheetReply, SpreadsheetRequest } from './messages';

/**
 * The utility process that makes spreadsheet files: the one place that loads the spreadsheet library, away from the
 * main process, so that a large workbook delays nobody.
 */
let file: ExportFile | null = null;

async function work(request: SpreadsheetRequest): Promise<number> {
  if (request.kind === 'begin') {
    file = await ExportFile.begin(request.options, request.id);
    return 0;
  }
  const current = file;
  if (current === null) return 0;
  if (request.kind === 'rows') {
    await current.add(request.rows);
    return request.rows.length;
  }
  file = null;
  if (request.kind === 'finish') return current.finish();
  await current.cancel();
  return 0;
}

let queue = Promise.resolve();
process.parentPort.on('message', ({ data }) => {
  queue = queue.then(async () => {
    const reply: SpreadsheetReply = await work(data as SpreadsheetRequest).then(
      (rows) => ({ kind: 'done', rows }),
      async (error: NodeJS.ErrnoException) => {
        await file?.cancel();
        file = null;
        return { kind: 'failed', code: error.code ?? 'failed' };
      },
    );
    process.parentPort.postMessage(reply);
  });
});
