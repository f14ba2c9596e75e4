import { app } from 'electron';

/**
 * Takes the profile for this process, before anything in it is read or written: two processes that number entries in
 * one journal would break it.
 *
 * A second start brings the running register to the front and ends.
 *
 * @returns false when another process has the profile; this one must then do nothing more
 */
export function claimProfile(onSecondStart: () => void): boolean {
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('pawtill: this profile is already open in another window\n');
    app.exit(0);
    return false;
  }
  app.on('second-instance', onSecondStart);
  return true;
}
