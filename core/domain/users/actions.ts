/** Whose right an action is, from the least to the most (table 2.2). */
export type Rank = 'cashier' | 'admin' | 'master-admin';

/** Cells of the permission table (2.2), in the words of the trade. What is not listed nobody may do. */
const CASHIER_ACTIONS = [
  'look-up-customer',
  'add-customer',
  'check-out',
  'redeem',
  'complete-customer-information',
  'view-customers',
  'view-history',
  'edit-customer', // RO-10: the checkout edit window is a function of the register
  'correct-todays-purchases',
  'request-message', // NC-8: asks for the welcome message of one customer; campaigns are the Admin's (RO-5)
  'operate-till',
  'refund',
  'submit-help-ticket',
  'request-override',
] as const;

/** An Admin's, but a Cashier gets them done once with an Admin's PIN (RO-12): single acts at the counter. */
const OVERRIDABLE_ACTIONS = [
  'undo-redemption',
  'remove-earlier-punches',
  'adjust-points',
  'convert-account',
  'add-exception',
  'discount-above-limit', // SA-5
  'exempt-tax', // SA-4
  'void-sale', // SA-11
  'refund-without-receipt', // SA-10
  'redeem-on-old-data',
] as const;

const ADMIN_ACTIONS = [
  'delete-customer',
  'restore-customer',
  'erase-customer',
  'export-customers',
  'upload-customers',
  'combine-customers',
  'view-deleted-customers',
  'enroll',
  'set-up-points',
  'manage-in-house-programs',
  'view-reports',
  'manage-credits',
  'send-campaigns',
  'settle-work-items',
  'change-location-settings',
  'manage-users',
  'view-audit-log',
] as const;

const MASTER_ADMIN_ACTIONS = [
  'view-all-locations', // LO-9
  'change-account-settings', // FS-9, SE-3
  'manage-locations', // LO-12
  'manage-registers',
] as const;

export type Action =
  | (typeof CASHIER_ACTIONS)[number]
  | (typeof OVERRIDABLE_ACTIONS)[number]
  | (typeof ADMIN_ACTIONS)[number]
  | (typeof MASTER_ADMIN_ACTIONS)[number];

const RANKS: ReadonlyMap<Action, Rank> = new Map<Action, Rank>([
  ...CASHIER_ACTIONS.map((action) => [action, 'cashier'] as const),
  ...OVERRIDABLE_ACTIONS.map((action) => [action, 'admin'] as const),
  ...ADMIN_ACTIONS.map((action) => [action, 'admin'] as const),
  ...MASTER_ADMIN_ACTIONS.map((action) => [action, 'master-admin'] as const),
]);

/** Every action there is. */
export const ALL_ACTIONS: readonly Action[] = [...RANKS.keys()];

/** The least rank that may do `action`. */
export function rankFor(action: Action): Rank {
  return RANKS.get(action) ?? 'master-admin';
}

/** True when an Admin's PIN lets a Cashier do this once (RO-12). */
export function isOverridable(action: Action): boolean {
  return OVERRIDABLE_ACTIONS.some((overridable) => overridable === action);
}
