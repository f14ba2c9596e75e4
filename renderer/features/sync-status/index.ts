export { SyncScreen } from './sync-screen';
