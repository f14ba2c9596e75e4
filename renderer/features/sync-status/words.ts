/** What the kept collections are called on the sync page. */
export const collectionWords: Readonly<Record<string, string>> = {
  customers: 'Customers',
  standings: 'Cards and rewards',
  visiting: 'Visiting customers',
  transactions: 'Transactions of this location',
  programs: 'Frequent-buyer programs',
  offers: 'Offers',
  catalogue: 'Catalogue',
  users: 'Users',
  settings: 'Settings',
  messages: 'Messages',
  workItems: 'Work items',
  decisions: 'Decisions of the server',
};
