import { Select, type ComboboxItem, type OptionsFilter, type SelectProps } from '@mantine/core';
import { useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { matchingLabels } from './matching-labels';

export interface ChoiceFieldProps extends Pick<SelectProps, 'label' | 'error'> {
  readonly data: readonly (string | ComboboxItem)[];
  /** Null while nothing is chosen. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /** Whether there may be no choice: a button empties the field, and so does removing its text. */
  readonly clearable?: boolean;
}

/** What begins with the typed text stands first, so that Enter takes it. */
const bestFirst: OptionsFilter = ({ options, search }) => {
  const items = options.filter((option) => 'value' in option);
  return matchingLabels(items, search);
};

/**
 * One of a list, for fingers and for ten fingers: typed letters choose what begins with them, by Enter or by going on to
 * the next field. Enter on a field that says what is chosen belongs to the form. A function key (**F12** saves) takes what
 * is typed before it acts; what is in no list is said while it is typed.
 */
export function ChoiceField({ data, value, onChange, clearable = false, ...rest }: ChoiceFieldProps) {
  const options = data.map((one) => (typeof one === 'string' ? { value: one, label: one } : one));
  const chosen = options.find((one) => one.value === value)?.label ?? '';
  const [isOpen, setOpen] = useState(false);
  // An option the arrows went to is taken by the list itself.
  const isMoved = useRef(false);

  const takeTyped = (text: string) => {
    const typed = text.trim();
    if (typed === chosen) return;
    if (typed === '') return clearable ? onChange(null) : undefined;
    const [best] = matchingLabels(options, typed);
    if (best?.label.toLowerCase().startsWith(typed.toLowerCase()) === true) onChange(best.value);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') isMoved.current = true;
    if (event.key !== 'Enter' || isMoved.current || event.currentTarget.value.trim() === chosen) return;
    event.preventDefault();
    takeTyped(event.currentTarget.value);
    setOpen(false);
  };
  // Before the key is heard further out, where it acts on what the form says.
  const onKeyDownCapture = (event: KeyboardEvent<HTMLInputElement>) => {
    if (/^F\d+$/.test(event.key)) flushSync(() => takeTyped(event.currentTarget.value));
  };
  return (
    <Select
      {...rest}
      data={options}
      value={value}
      onChange={onChange}
      clearable={clearable}
      searchable
      dropdownOpened={isOpen}
      onDropdownOpen={() => {
        isMoved.current = false;
        setOpen(true);
      }}
      onDropdownClose={() => setOpen(false)}
      openOnFocus={false}
      selectFirstOptionOnChange
      nothingFoundMessage="Not in the list"
      filter={bestFirst}
      onSearchChange={() => (isMoved.current = false)}
      onKeyDown={onKeyDown}
      onKeyDownCapture={onKeyDownCapture}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => takeTyped(event.currentTarget.value)}
    />
  );
}
