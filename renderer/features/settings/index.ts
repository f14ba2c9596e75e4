export { AccountManagementScreen } from './account-management-screen';
