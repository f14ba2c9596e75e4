export { settledSentence } from './settled-sentence';
export { useWorkItems } from './use-work-items';
export { WorkItemsScreen } from './work-items-screen';
