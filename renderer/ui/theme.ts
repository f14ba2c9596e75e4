import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** One accent: a quiet green, light to dark. */
const accent: MantineColorsTuple = [
  '#e7f4f0',
  '#cfe8e1',
  '#a3d3c7',
  '#73bcab',
  '#4fc4ae',
  '#2f9583',
  '#1b7d6c',
  '#0f6b5c',
  '#0b5649',
  '#07413a',
];

/** Warm greys, for surfaces that should not look like a spreadsheet. */
const dark: MantineColorsTuple = [
  '#f2efe9',
  '#d8d2c7',
  '#b8b1a5',
  '#8f887c',
  '#5a544a',
  '#3a362f',
  '#2b2824',
  '#211f1c',
  '#171614',
  '#100f0e',
];

/** The same warmth in light colours: hovers, lines, words of what is not chosen. */
const gray: MantineColorsTuple = [
  '#f8f6f1',
  '#f1eee7',
  '#e6e1d6',
  '#ddd7cb',
  '#c9c1b3',
  '#a39a8c',
  '#7b7366',
  '#4f493f',
  '#37322b',
  '#23201b',
];

/** For what is refused or destroys; dark enough to be read on white, light enough on black. */
const red: MantineColorsTuple = [
  '#fde8e6',
  '#fbd1cd',
  '#f5a59e',
  '#ff9d94',
  '#ff9d94',
  '#d8453c',
  '#c2332b',
  '#a3211a',
  '#86190f',
  '#6b120a',
];

/** Type 14 / 16 / 20 / 28 / 40 px, space in steps of 4, radius 8, touch targets of at least 44 px. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, dark, gray, red },
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontSizes: { xs: '0.875rem', sm: '0.875rem', md: '1rem', lg: '1.25rem', xl: '1.75rem' },
  headings: {
    fontWeight: '650',
    sizes: { h1: { fontSize: '1.75rem', lineHeight: '1.25' }, h2: { fontSize: '1.25rem', lineHeight: '1.3' } },
  },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '8px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    // Seven rows and a half: that there is more shows without a scroll bar.
    Select: { defaultProps: { size: 'md', allowDeselect: false, maxDropdownHeight: 336 } },
    Combobox: { defaultProps: { shadow: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'md' } },
    Modal: {
      defaultProps: { centered: true, radius: 'lg', padding: 'lg', overlayProps: { backgroundOpacity: 0.45 } },
      styles: { title: { fontSize: '1.25rem', fontWeight: 650 } },
    },
    ActionIcon: { defaultProps: { size: 44, variant: 'subtle' } },
    Tabs: { styles: { tab: { minHeight: 48, fontSize: '1rem' } } },
    SegmentedControl: { defaultProps: { size: 'md' } },
    Badge: { defaultProps: { size: 'lg', variant: 'light', tt: 'none' } },
    Menu: { defaultProps: { shadow: 'md' }, styles: { itemSection: { marginInlineEnd: 8 } } },
  },
});

/** Colours by meaning: what a colour says is its name, and a word or an icon always says it too. */
const light = {
  '--pt-ground': '#f6f4ef',
  '--pt-surface': '#ffffff',
  '--pt-sunk': '#edeae3',
  '--pt-line': '#ddd7cb',
  '--pt-field': '#9a9183',
  '--pt-text': '#1f1d1a',
  '--pt-text-soft': '#5a544b',
  '--pt-accent': '#0f6b5c',
  '--pt-accent-soft': '#dff0eb',
  '--pt-reward': '#754500',
  '--pt-reward-soft': '#fdebc2',
  '--pt-reward-strong': '#e0a021',
  '--pt-notice': '#6d4700',
  '--pt-notice-soft': '#fff0cf',
  '--pt-refused': '#a3211a',
  '--pt-refused-soft': '#fde8e6',
  '--pt-offline': '#35415f',
  '--pt-offline-soft': '#e1e6f2',
};

const darkMode: typeof light = {
  '--pt-ground': '#171614',
  '--pt-surface': '#211f1c',
  '--pt-sunk': '#2b2824',
  '--pt-line': '#433e36',
  '--pt-field': '#857d70',
  '--pt-text': '#f2efe9',
  '--pt-text-soft': '#bdb6aa',
  '--pt-accent': '#5fd0bb',
  '--pt-accent-soft': '#17372f',
  '--pt-reward': '#f6cd6f',
  '--pt-reward-soft': '#3f3110',
  '--pt-reward-strong': '#e0a021',
  '--pt-notice': '#f5d07c',
  '--pt-notice-soft': '#3b2f13',
  '--pt-refused': '#ff9d94',
  '--pt-refused-soft': '#43211e',
  '--pt-offline': '#b5c3e8',
  '--pt-offline-soft': '#252c40',
};

export const colourVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...light,
    '--mantine-color-body': light['--pt-ground'],
    '--mantine-color-text': light['--pt-text'],
    '--mantine-color-dimmed': light['--pt-text-soft'],
    '--mantine-color-error': light['--pt-refused'],
    '--mantine-color-placeholder': '#756e63',
    '--mantine-color-default-border': light['--pt-line'],
    '--mantine-color-disabled': light['--pt-sunk'],
    '--mantine-color-disabled-color': '#756e63',
    '--mantine-color-disabled-border': light['--pt-line'],
  },
  dark: {
    ...darkMode,
    '--mantine-color-body': darkMode['--pt-ground'],
    '--mantine-color-text': darkMode['--pt-text'],
    '--mantine-color-dimmed': darkMode['--pt-text-soft'],
    '--mantine-color-error': darkMode['--pt-refused'],
    '--mantine-color-placeholder': '#a09889',
    '--mantine-color-default-border': darkMode['--pt-line'],
    '--mantine-color-disabled': darkMode['--pt-sunk'],
    '--mantine-color-disabled-color': '#a09889',
    '--mantine-color-disabled-border': darkMode['--pt-line'],
  },
});
