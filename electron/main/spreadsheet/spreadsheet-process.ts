import { utilityProcess, type UtilityProcess } from 'electron';
import { join } from 'node:path';
import type { ListAnswer, ListRequest } from './list-messages';
import type { SpreadsheetReply, SpreadsheetRequest } from './messages';

const GONE = { kind: 'failed', code: 'process-gone' } as const;

/** Main's side of the spreadsheet process: started for one export or one list, and ended with it. */
export class SpreadsheetProcess {
  readonly #process: UtilityProcess;
  readonly #waiting: ((reply: never) => void)[] = [];
  #gone = false;

  constructor() {
    // A hostile file may fill this process's memory and end it, and nobody else's.
    const execArgv = ['--max-old-space-size=2048'];
    const options = { serviceName: 'Pawtill spreadsheet', execArgv };
    this.#process = utilityProcess.fork(join(__dirname, 'spreadsheet.cjs'), [], options);
    this.#process.on('message', (reply) => this.#waiting.shift()?.(reply as never));
    this.#process.on('exit', () => {
      this.#gone = true;
      for (const settle of this.#waiting.splice(0)) settle(GONE as never);
    });
  }

  ask(request: SpreadsheetRequest): Promise<SpreadsheetReply> {
    return this.#ask(request);
  }

  askList(request: ListRequest): Promise<ListAnswer> {
    return this.#ask(request);
  }

  #ask<Reply>(request: SpreadsheetRequest | ListRequest): Promise<Reply> {
    if (this.#gone) return Promise.resolve(GONE as Reply);
    return new Promise((settle) => {
      this.#waiting.push(settle);
      this.#process.postMessage(request);
    });
  }

  end(): void {
    this.#process.kill();
  }
}
