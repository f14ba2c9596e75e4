import { Button } from '@mantine/core';
import classes from './first-run.module.css';

/** Back and the next step of a first-run form. */
export function FormButtons(props: { readonly onBack: () => void; readonly label: string; readonly busy: boolean }) {
  return (
    <div className={classes['buttons']}>
      <Button variant="default" size="lg" onClick={props.onBack}>
        Back
      </Button>
      <Button type="submit" size="lg" loading={props.busy}>
        {props.label}
      </Button>
    </div>
  );
}
