import type { DataPortRequest } from '../../../core/ipc/data-port';
import type { Epoch } from '../../../core/sync/epoch';
import type { Verdict } from '../../../core/sync/log';
import type { Disk } from '../../../electron/main/journal/disk';
import { Batch } from '../../../electron/main/journal/commit-queue';
import { Connection } from '../../../renderer/data/data-worker/register/connection';
import type { Notes } from '../../../renderer/data/data-worker/register/notes';
import { OwnEntries } from '../../../renderer/data/data-worker/register/own-entries';
import { OwnLog } from '../../../renderer/data/data-worker/register/own-log';
import type { MainPort } from '../../../renderer/data/data-worker/register/ports';
import { Views } from '../../../renderer/data/data-worker/register/views';
import { replaced, type PlantedBug } from './planted-bug';

export const registerBugs: readonly PlantedBug[] = [
  {
    name: 'overlay-dropped-early',
    what: 'an own entry stops lying over as soon as it is accepted, before the feed has brought it',
    foundBy: 1,
    breaks: 'a register never loses an own entry from view',
    plant: () =>
      replaced(
        OwnLog.prototype,
        'judge',
        (original) =>
          function (this: OwnLog, verdicts: readonly Verdict[]) {
            const touched = original.call(this as never, verdicts as never);
            for (const laid of this.judgedEntries()) this.settle(laid);
            return touched;
          } as never,
      ),
  },
  {
    name: 'new-id-on-retry',
    what: 'a sale that is finished again is written under a new transaction id',
    foundBy: 12,
    breaks: 'a receipt is shown for what was finished (OX-2)',
    changes: () => ({ computer: { main: newIdsOnRetry } }),
  },
  {
    name: 'flush-failure-ignored',
    what: 'a failed fsync counts as done',
    foundBy: 56,
    breaks: 'receipt numbers have no gap (SA-9)',
    changes: () => ({ computer: { disk: deafToFlushes } }),
  },
  {
    name: 'epoch-ignored',
    what: 'after a restore of the server nothing is offered again',
    foundBy: 1,
    breaks: 'no queue stands still while the network is up',
    plant: () =>
      replaced(
        Connection.prototype,
        'follow',
        () =>
          async function (this: { readonly parts: { readonly notes: Notes } }, epoch: Epoch) {
            await this.parts.notes.update({ epoch });
            return true;
          } as never,
      ),
  },
  {
    name: 'refusal-stops-the-queue',
    what: 'an entry the server refused is offered for ever',
    foundBy: 9,
    breaks: 'no queue stands still while the network is up',
    plant: () =>
      replaced(
        OwnEntries.prototype,
        'recordVerdicts',
        (original) =>
          function (this: OwnEntries, verdicts: readonly Verdict[]) {
            return original.call(this as never, verdicts.filter(({ kind }) => kind !== 'refused') as never);
          } as never,
      ),
  },
  {
    name: 'receipt-numbers-burnt',
    what: 'a receipt number is used up although its sale was not written',
    foundBy: 12,
    breaks: 'receipt numbers have no gap (SA-9)',
    plant: burnReceiptNumbers,
  },
  {
    name: 'confirmed-by-itself',
    what: 'a reward just given shows as confirmed without the master list’s word',
    foundBy: 1,
    breaks: 'confirmed is the books’ word (OX-6)',
    plant: () =>
      replaced(
        Views.prototype,
        'question',
        (original) =>
          function (this: Views) {
            return original.call(this as never, [] as never);
          } as never,
      ),
  },
  {
    name: 'journal-not-erased',
    what: 'who is erased stays in the journal by name',
    foundBy: 1,
    breaks: 'no personal word of an erased customer is left (DE-7)',
    changes: () => ({ computer: { main: keepsTheJournal } }),
  },
];

function keepsTheJournal(main: MainPort): MainPort {
  return {
    on: main.on,
    ask: (name, request) =>
      (name === 'journal:erase' ? main.ask('journal:head', {}) : main.ask(name, request)) as never,
  };
}

function newIdsOnRetry(main: MainPort): MainPort {
  const asked = new Map<string, number>();
  return {
    on: main.on,
    ask(name, request) {
      if (name !== 'journal:append') return main.ask(name, request);
      const { entries } = request as DataPortRequest<'journal:append'>;
      const renamed = entries.map((entry) => {
        const times = asked.get(entry.effectId) ?? 0;
        asked.set(entry.effectId, times + 1);
        if (entry.kind !== 'transaction-finished' || times === 0) return entry;
        const effectId = `${entry.effectId.slice(0, 30)}-again${String(times)}`;
        return { ...entry, effectId, facts: { ...entry.facts, transactionId: effectId } };
      });
      return main.ask(name, { entries: renamed } as never);
    },
  };
}

function deafToFlushes(disk: Disk): Disk {
  return {
    ...disk,
    async open(path, mode) {
      const file = await disk.open(path, mode);
      return { ...file, sync: () => file.sync().catch(() => undefined) };
    },
  };
}

function burnReceiptNumbers(): () => void {
  const burnt = new Map<string, number>();
  const receipts = replaced(
    Batch.prototype,
    'receipts',
    (original) =>
      function (this: Batch, logId: string) {
        return Math.max(burnt.get(logId) ?? 0, Number(original.call(this as never, logId as never)));
      } as never,
  );
  const append = replaced(
    Batch.prototype,
    'append',
    (original) =>
      function (this: Batch, entry: Parameters<Batch['append']>[0]) {
        burnt.set(entry.entry.logId, Math.max(burnt.get(entry.entry.logId) ?? 0, entry.receipts));
        return original.call(this as never, entry as never);
      } as never,
  );
  return () => {
    receipts();
    append();
  };
}
