export { EmptyState } from './empty-state';
export { KeyCap } from './key-cap';
export { MarkedText } from './marked-text';
export { Message } from './message';
export { NextStep } from './next-step';
export { Screen } from './screen';
export { SearchField } from './search-field';
export { colourVariables, theme } from './theme';
export { useHotkey } from './use-hotkey';
