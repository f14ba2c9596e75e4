import { Checkbox, SegmentedControl } from '@mantine/core';
import type { FieldRule, RuledField } from '../../../core/domain/customers/field-rules';
import type { CustomerFields } from '../../../core/domain/organisation/organisation';
import classes from './settings.module.css';

const fields: readonly { readonly field: RuledField; readonly label: string }[] = [
  { field: 'email', label: 'Email' },
  { field: 'phone', label: 'Mobile phone' },
  { field: 'pet', label: 'Pet Information' },
];

const choices: readonly { readonly value: FieldRule; readonly label: string }[] = [
  { value: 'required', label: 'Required' },
  { value: 'recommended', label: 'Recommended' },
  { value: 'none', label: 'Not Recommended or Required' },
];

/** What is asked of a new customer (FS-1), and which messages are ticked beforehand (FS-6, FS-7). */
export function CustomerInformation(props: {
  readonly value: CustomerFields;
  readonly onChange: (value: CustomerFields) => void;
  readonly isLocked: boolean;
}) {
  const { value, onChange, isLocked } = props;
  return (
    <>
      <section className={classes['panel']} aria-label="Customer Information">
        <h2 className={classes['section']}>Customer Information</h2>
        <p className={classes['soft']}>
          Names are always required. What you choose here is asked of customers added from now on.
        </p>
        {fields.map(({ field, label }) => (
          <div key={field} className={classes['rule']} role="group" aria-label={label}>
            <span className={classes['ruleName']}>{label}</span>
            <SegmentedControl
              aria-label={label}
              fullWidth
              disabled={isLocked}
              value={value.rules[field]}
              onChange={(rule) => onChange({ ...value, rules: { ...value.rules, [field]: rule as FieldRule } })}
              data={choices.map((choice) => ({ ...choice }))}
            />
          </div>
        ))}
      </section>
      <section className={classes['panel']} aria-label="Messages">
        <h2 className={classes['section']}>Messages</h2>
        <Checkbox
          label="SMS Consent by Default"
          description="Send SMS Opt In Text is ticked for a new customer with a mobile phone. The text asks; only the customer's answer is consent."
          checked={value.textByDefault}
          disabled={isLocked}
          onChange={(event) => onChange({ ...value, textByDefault: event.currentTarget.checked })}
        />
        <Checkbox
          label="Welcome Email by Default"
          description="Send Welcome Email is ticked for a new customer with an email."
          checked={value.welcomeByDefault}
          disabled={isLocked}
          onChange={(event) => onChange({ ...value, welcomeByDefault: event.currentTarget.checked })}
        />
      </section>
    </>
  );
}
