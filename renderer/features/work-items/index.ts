export { WorkItemsScreen } from './work-items-screen';
