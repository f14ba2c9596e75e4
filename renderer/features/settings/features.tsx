import { Switch } from '@mantine/core';
import type { Feature } from '../../../core/domain/organisation/organisation';
import { switches } from './feature-changes';
import classes from './settings.module.css';

/** Switches of the account: NC-5, RU-2, UP-8, EB-2. */
export function Features(props: {
  readonly on: readonly string[];
  readonly onTurn: (feature: Feature, on: boolean) => void;
  readonly isLocked: boolean;
}) {
  return (
    <section className={classes['panel']} aria-label="Functions">
      <h2 className={classes['section']}>Functions</h2>
      {switches.map(({ feature, label, description }) => (
        <Switch
          key={feature}
          size="md"
          label={label}
          description={description}
          checked={props.on.includes(feature)}
          disabled={props.isLocked}
          onChange={(event) => props.onTurn(feature, event.currentTarget.checked)}
        />
      ))}
    </section>
  );
}
