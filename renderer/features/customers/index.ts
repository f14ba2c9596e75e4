export type { ContactForm } from './contact-fields';
export { CustomerScreen } from './customer-screen';
export { DeletedCustomersScreen } from './deleted-customers-screen';
export { EditCustomerDialog } from './edit-customer-dialog';
export { HistoryScreen } from './history-screen';
export { tellGone } from './list-state';
export { MyCustomersScreen } from './my-customers-screen';
export type { SavedCustomer } from './new-customer-contact';
export { NewCustomerScreen } from './new-customer-screen';
