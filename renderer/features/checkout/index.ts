export { CheckoutScreen } from './checkout-screen';
export { DoneScreen } from './done-screen';
export { LookupScreen } from './lookup-screen';
