import type { Customer } from '../../../core/domain/customers/customer';
import { mustHold } from '../../support/world/broken';
import type { World } from '../../support/world/world';

/**
 * At the end: of every list somebody uploaded, all customers are there or none; of one that was taken back nobody is
 * left by name (UP-10).
 */
export async function checkUploads({ servers, truth }: World): Promise<void> {
  const reads = await servers.place.look();
  const imports = new Map((await reads.imports()).map((one) => [one.importId, one]));
  const customers = (await reads.documents('customers')).map(({ document }) => document as unknown as Customer);
  for (const importId of truth.uploads) {
    const upload = imports.get(importId);
    // The stamp of its creation says of which upload and row a customer came.
    const made = customers.filter(({ stamps }) => stamps.created?.includes(`:${importId}:`) === true);
    const isCarriedOut = upload?.state === 'done' || upload?.state === 'undone';
    const expected = isCarriedOut ? upload.imported : 0;
    const members = await reads.importMembers(importId);
    mustHold(made.length === expected && members.length === expected, ALL_OR_NOTHING, () => {
      return `${importId} is ${upload?.state ?? 'unknown'}: ${String(made.length)} of ${String(expected)} are there`;
    });
    const left = upload?.state === 'undone' ? made.filter(({ status }) => status !== 'deleted') : [];
    mustHold(left.length === 0, ALL_OR_NOTHING, () => `${importId} is taken back, and ${left[0]?.id ?? ''} is left`);
  }
}

const ALL_OR_NOTHING = 'an upload is there as a whole or not at all (UP-10)';
