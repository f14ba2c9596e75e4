export { CardDetails } from './card-details';
export { CustomerCard, moneyWords } from './customer-card';
export { reasonWords } from './reasons';
