import { expect, test } from 'vitest';
import { changedSettings, NO_CUSTOMER_FIELDS, type Settings } from '../../../core/domain/organisation/organisation';
import { NOTHING_TOUCHED, realChanges, touchFields, withTouched } from './touched-settings';

const stored: Settings = {
  ...{ id: 'account', accountId: 'a', accountName: 'Corner Pets', locations: [], features: [], demo: false },
  ...{ customerFields: NO_CUSTOMER_FIELDS, registers: [] },
};
const rules = (part: Partial<typeof NO_CUSTOMER_FIELDS.rules>) => ({
  ...NO_CUSTOMER_FIELDS,
  rules: { ...NO_CUSTOMER_FIELDS.rules, ...part },
});

test('what another Admin saves meanwhile shows through and is not undone: one choice is one choice (FS-1, FS-5, FS-6)', () => {
  const touched = touchFields(NOTHING_TOUCHED, stored.customerFields, rules({ phone: 'recommended' }));
  const meanwhile = changedSettings(stored, {
    customerFields: { ...rules({ email: 'required' }), welcomeByDefault: true },
    features: { combine_customers: true },
  });
  expect(withTouched(meanwhile, touched)).toMatchObject({
    customerFields: {
      ...{ rules: { email: 'required', phone: 'recommended', pet: 'none' } },
      ...{ textByDefault: false, welcomeByDefault: true },
    },
    features: ['combine_customers'],
  });
  expect(realChanges(meanwhile, { ...touched, features: { internal_customer_id: true } })).toEqual({
    customerFields: { ...rules({ email: 'required', phone: 'recommended' }), welcomeByDefault: true },
    features: { internal_customer_id: true },
  });
});

test('what is turned and turned back, and what was saved, is no change any more', () => {
  const on = touchFields(NOTHING_TOUCHED, NO_CUSTOMER_FIELDS, { ...NO_CUSTOMER_FIELDS, textByDefault: true });
  const shown = withTouched(stored, on).customerFields;
  expect(realChanges(stored, on)).toEqual({ customerFields: { ...NO_CUSTOMER_FIELDS, textByDefault: true } });
  expect(realChanges(stored, touchFields(on, shown, NO_CUSTOMER_FIELDS))).toEqual({});
  expect(realChanges(changedSettings(stored, { customerFields: shown }), on)).toEqual({});
});
