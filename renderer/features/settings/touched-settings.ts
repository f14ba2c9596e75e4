import type { FieldRules } from '../../../core/domain/customers/field-rules';
import {
  changedSettings,
  type CustomerFields,
  type Feature,
  type Settings,
  type SettingsChanges,
} from '../../../core/domain/organisation/organisation';
import { featureChanges } from './feature-changes';

type Ticks = Omit<CustomerFields, 'rules'>;

/** What somebody chose and has not saved; whatever is not in it follows what is stored (FS-1, FS-6, SE-1). */
export interface TouchedSettings {
  readonly rules: Partial<FieldRules>;
  readonly ticks: Partial<Ticks>;
  readonly features: Partial<Record<Feature, boolean>>;
}

export const NOTHING_TOUCHED: TouchedSettings = { rules: {}, ticks: {}, features: {} };

/** The touched settings after the fields were changed from `shown` to `next`: one choice at a time, not all of them. */
export function touchFields(touched: TouchedSettings, shown: CustomerFields, next: CustomerFields): TouchedSettings {
  const { rules: shownRules, ...shownTicks } = shown;
  const { rules, ...ticks } = next;
  return {
    ...touched,
    rules: { ...touched.rules, ...differing(shownRules, rules) },
    ticks: { ...touched.ticks, ...differing(shownTicks, ticks) },
  };
}

/** The settings as they are shown: what is stored, whoever stored it, under what was touched here. */
export function withTouched(stored: Settings, { rules, ticks, features }: TouchedSettings): Settings {
  const { customerFields } = stored;
  return changedSettings(stored, {
    customerFields: { ...customerFields, ...ticks, rules: { ...customerFields.rules, ...rules } },
    features,
  });
}

/** What is different from what is stored; a switch turned twice is no change. */
export function realChanges(stored: Settings, touched: TouchedSettings): SettingsChanges {
  const shown = withTouched(stored, touched);
  const features = featureChanges(stored.features, shown.features);
  const areFieldsChanged = JSON.stringify(stored.customerFields) !== JSON.stringify(shown.customerFields);
  return {
    ...(areFieldsChanged && { customerFields: shown.customerFields }),
    ...(Object.keys(features).length > 0 && { features }),
  };
}

function differing<Values extends object>(before: Values, after: Values): Partial<Values> {
  const entries = Object.entries(after).filter(([name, value]) => before[name as keyof Values] !== value);
  return Object.fromEntries(entries) as Partial<Values>;
}
