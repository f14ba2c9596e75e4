import type { Page } from '@playwright/test';
import { AccountManagementScreen } from './account-management-screen';
import { CheckoutScreen } from './checkout-screen';
import { CombineScreen } from './combine-screen';
import { CustomerScreen } from './customer-screen';
import { DeletedCustomersScreen } from './deleted-customers-screen';
import { EditCustomerDialog } from './edit-customer-dialog';
import { ExportDialog } from './export-dialog';
import { Frame } from './frame';
import { HistoryScreen } from './history-screen';
import { HomeScreen } from './home-screen';
import { LookupScreen } from './lookup-screen';
import { MyCustomersScreen } from './my-customers-screen';
import { NewCustomerScreen } from './new-customer-screen';
import { ReceiptScreen } from './receipt-screen';
import { RedemptionScreen } from './redemption-screen';
import { SignInScreen } from './sign-in-screen';
import { UploadScreen } from './upload-screen';
import { SyncScreen } from './sync-screen';
import { WorkItemsScreen } from './work-items-screen';

/** Every screen of a register's window, each by what a person sees there. */
export interface Screens {
  readonly signIn: SignInScreen;
  readonly frame: Frame;
  readonly home: HomeScreen;
  readonly lookup: LookupScreen;
  readonly checkout: CheckoutScreen;
  readonly redemption: RedemptionScreen;
  readonly receipt: ReceiptScreen;
  readonly newCustomer: NewCustomerScreen;
  readonly customers: MyCustomersScreen;
  readonly customer: CustomerScreen;
  readonly combine: CombineScreen;
  readonly deleted: DeletedCustomersScreen;
  readonly edit: EditCustomerDialog;
  readonly history: HistoryScreen;
  readonly exporting: ExportDialog;
  readonly sync: SyncScreen;
  readonly workItems: WorkItemsScreen;
  readonly account: AccountManagementScreen;
  readonly upload: UploadScreen;
}

export function screensOf(page: Page): Screens {
  return {
    signIn: new SignInScreen(page),
    frame: new Frame(page),
    home: new HomeScreen(page),
    lookup: new LookupScreen(page),
    checkout: new CheckoutScreen(page),
    redemption: new RedemptionScreen(page),
    receipt: new ReceiptScreen(page),
    newCustomer: new NewCustomerScreen(page),
    customers: new MyCustomersScreen(page),
    customer: new CustomerScreen(page),
    combine: new CombineScreen(page),
    deleted: new DeletedCustomersScreen(page),
    edit: new EditCustomerDialog(page),
    history: new HistoryScreen(page),
    exporting: new ExportDialog(page),
    sync: new SyncScreen(page),
    workItems: new WorkItemsScreen(page),
    account: new AccountManagementScreen(page),
    upload: new UploadScreen(page),
  };
}
