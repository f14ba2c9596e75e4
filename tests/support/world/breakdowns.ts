import type { DiskFault, DiskOperation } from '../faulty-disk';
import type { World } from './world';

/** Operations at which a disk may fail: after a few more of them something goes wrong. */
const STRUCK: readonly DiskOperation['name'][] = ['write', 'sync', 'sync', 'rename', 'remove', 'open', 'syncFolder'];

/** The disk of one register fails soon, at one of its operations; sometimes a few times in a row. */
export function diskFault(world: World, kind: 'power-cut' | 'kill' | 'error' | 'sync-error'): void {
  const { chance, story, time, desks } = world;
  const { computer } = chance.pick(desks);
  const name = kind === 'sync-error' ? 'sync' : chance.pick(STRUCK);
  let before = chance.whole(0, 6);
  let left = kind === 'error' || kind === 'sync-error' ? chance.whole(1, 5) : 1;
  computer.diskFault = (operation) => {
    if (operation.name !== name || left === 0 || (before -= 1) >= 0) return null;
    left -= 1;
    computer.lastTroubleAt = time.now;
    const fault = faultOf(world, kind);
    story.tell(
      `${computer.name}: ${describe(fault)} at ${operation.name} of ${operation.path.split('/').at(-1) ?? ''}`,
    );
    return fault;
  };
}

function faultOf({ chance }: World, kind: 'power-cut' | 'kill' | 'error' | 'sync-error'): DiskFault {
  if (kind === 'sync-error') return { kind, bytes: chance.pick(['kept', 'dropped', 'limbo'] as const) };
  if (kind === 'error') return { kind, code: chance.pick(['ENOSPC', 'EIO'] as const), part: chance.next() };
  return { kind };
}

function describe(fault: DiskFault): string {
  if (fault.kind === 'error') return fault.code;
  return fault.kind === 'sync-error' ? `failed flush (bytes ${fault.bytes})` : fault.kind;
}

/** The browser's store of one register fails soon, or the app ends in the middle of it. */
export function databaseFault(world: World): void {
  const { chance, story, time, desks } = world;
  const { computer } = chance.pick(desks);
  let before = chance.whole(0, 6);
  let left = chance.whole(1, 4);
  const isKill = chance.is(0.4);
  const mayRead = chance.is(0.2);
  computer.browserFault = (step) => {
    if ((step === 'read' && !mayRead) || left === 0 || (before -= 1) >= 0) return null;
    left -= 1;
    computer.lastTroubleAt = time.now;
    story.tell(`${computer.name}: ${isKill ? 'killed' : 'browser store fails'} at ${step}`);
    if (isKill) left = 0;
    return isKill ? 'kill' : 'error';
  };
}
