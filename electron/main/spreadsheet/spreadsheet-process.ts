import { utilityProcess, type UtilityProcess } from 'electron';
import { join } from 'node:path';
import type { SpreadsheetReply, SpreadsheetRequest } from './messages';

/** Main's side of the spreadsheet process: started for one export and ended with it. */
export class SpreadsheetProcess {
  readonly #process: UtilityProcess;
  readonly #waiting: ((reply: SpreadsheetReply) => void)[] = [];
  #gone = false;

  constructor() {
    this.#process = utilityProcess.fork(join(__dirname, 'spreadsheet.cjs'), [], { serviceName: 'Pawtill spreadsheet' });
    this.#process.on('message', (reply: SpreadsheetReply) => this.#waiting.shift()?.(reply));
    this.#process.on('exit', () => {
      this.#gone = true;
      for (const settle of this.#waiting.splice(0)) settle({ kind: 'failed', code: 'process-gone' });
    });
  }

  ask(request: SpreadsheetRequest): Promise<SpreadsheetReply> {
    if (this.#gone) return Promise.resolve({ kind: 'failed', code: 'process-gone' });
    return new Promise((settle) => {
      this.#waiting.push(settle);
      this.#process.postMessage(request);
    });
  }

  end(): void {
    this.#process.kill();
  }
}
