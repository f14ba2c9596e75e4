export { CardDetails } from './card-details';
export { CustomerCard, moneyWords, type DecidedReward } from './customer-card';
export { reasonWords } from './reasons';
