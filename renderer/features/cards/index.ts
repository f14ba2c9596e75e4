export { CardDetails } from './card-details';
export { CustomerCard, dateWords, moneyWords } from './customer-card';
export { reasonWords } from './reasons';
