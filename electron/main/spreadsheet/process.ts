import { ExportFile } from './export-file';
import { ListDesk } from './list-desk';
import { isListRequest, type ListAnswer, type ListRequest } from './list-messages';
import type { SpreadsheetReply, SpreadsheetRequest } from './messages';

/**
 * The utility process that makes and reads spreadsheet files: the one place that loads the spreadsheet library, away from the
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

const lists = new ListDesk();

function answerList(request: ListRequest): ListAnswer {
  try {
    return lists.answer(request);
  } catch {
    return { kind: 'failed', code: 'failed' };
  }
}

let queue = Promise.resolve();
process.parentPort.on('message', ({ data }) => {
  queue = queue.then(async () => {
    const request = data as SpreadsheetRequest | ListRequest;
    if (isListRequest(request)) return process.parentPort.postMessage(answerList(request));
    const reply: SpreadsheetReply = await work(request).then(
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
