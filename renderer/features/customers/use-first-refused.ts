import { useEffect, type RefObject } from 'react';

/**
 * Where the keyboard, and a screen reader, go on when saving was refused: the first field that says what is wrong. What no
 * field says comes into sight.
 */
export function useFirstRefused(form: RefObject<HTMLElement | null>, refused: object | null): void {
  useEffect(() => {
    if (refused === null) return;
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? null;
    if (field === null) form.current?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'center' });
    else field.focus();
  }, [form, refused]);
}
