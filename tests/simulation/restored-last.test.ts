import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../core/kernel/amounts';
import { planOf } from '../support/world/plan';
import { changeRole, restore } from '../support/world/server-happenings';
import { World } from '../support/world/world';
import { checkRegistersAgree } from './invariants/registers-agree';

test('a backup put in place at the very end is noticed within a poll by whoever had read further', async () => {
  const world = new World({ ...planOf(1), faults: new Set(), pollMs: MINUTE_MS });
  await world.open();
  await changeRole(world);
  await world.time.pass(2 * MINUTE_MS);
  await restore(world, 'unnoticed');
  expect(await world.settle()).toBe('');
  await checkRegistersAgree(world);
  expect((await (await world.servers.place.look()).server()).epoch?.number).toBe(2);
  await world.close();
});
