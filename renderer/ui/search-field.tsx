import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { memo, type KeyboardEvent, type Ref } from 'react';
import classes from './search-field.module.css';

export interface SearchFieldProps {
  readonly label: string;
  readonly placeholder?: string;
  /** Without it the field keeps its text itself, and a key draws nothing but its letter. */
  readonly value?: string;
  readonly onChange: (value: string) => void;
  /** Something is being pasted; `onChange` follows. */
  readonly onPaste?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly autoFocus?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
  /** Id of the list the arrow keys move in. */
  readonly controls?: string;
  /** Id of its row that Enter takes; empty while there is no list. */
  readonly activeId?: string;
}

/** The one big field of a screen that finds things. */
export const SearchField = memo(function SearchField(props: SearchFieldProps) {
  const { label, placeholder, value, onChange, controls, activeId, ...rest } = props;
  const isOpen = activeId !== undefined && activeId !== '';
  const combobox = {
    ...(controls === undefined ? {} : { role: 'combobox', 'aria-expanded': isOpen }),
    ...(isOpen ? { 'aria-controls': controls, 'aria-activedescendant': activeId } : {}),
  };
  return (
    <TextInput
      {...rest}
      {...combobox}
      aria-label={label}
      placeholder={placeholder ?? label}
      {...(value === undefined ? {} : { value })}
      onChange={(event) => onChange(event.currentTarget.value)}
      leftSection={<IconSearch size={22} aria-hidden="true" />}
      leftSectionWidth={52}
      classNames={{ wrapper: classes['wrapper'] ?? '', input: classes['input'] ?? '' }}
      autoComplete="off"
      autoCorrect="off"
      spellCheck={false}
      type="text"
    />
  );
});
