import { app, BrowserWindow, dialog } from 'electron';
import { join } from 'node:path';

const KINDS = {
  xlsx: { name: 'Excel workbook', extensions: ['xlsx'] },
  csv: { name: 'Comma-separated text', extensions: ['csv'] },
  json: { name: 'JSON', extensions: ['json'] },
};

/** The system's save dialog; null when the person cancels. */
export async function askForExportPath(suggestedName: string, fileKind: keyof typeof KINDS): Promise<string | null> {
  const options = { defaultPath: join(app.getPath('documents'), suggestedName), filters: [KINDS[fileKind]] };
  const window = BrowserWindow.getAllWindows()[0];
  const answer = await (window === undefined ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options));
  return answer.canceled || answer.filePath === '' ? null : answer.filePath;
}
