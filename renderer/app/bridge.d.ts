import type { PawtillBridge } from '../../core/ipc/bridge';

declare global {
  interface Window {
    /** The preload's named functions. */
    readonly pawtill: PawtillBridge;
  }
}
