import classes from './key-cap.module.css';

/** A key's name as it stands on the keyboard. */
export function KeyCap({ name }: { readonly name: string }) {
  return (
    <kbd className={classes['cap']} aria-hidden="true">
      {name}
    </kbd>
  );
}
