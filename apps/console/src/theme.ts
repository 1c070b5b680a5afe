// Mantine's theme: a calm indigo, and the shades that keep filled buttons and quiet text above AA contrast.
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const brand: MantineColorsTuple = [
  '#f0f2fb', '#dfe4f5', '#bcc6ea', '#9aa8de', '#7d8fd4', '#6a7fcd', '#5a70bf', '#4a5fad', '#3d509b', '#2f4081',
]; // prettier-ignore

const dark: MantineColorsTuple = [
  '#d9dde5', '#b9c0cc', '#a3abb9', '#6f788a', '#4a5266', '#373e4d', '#2b313e', '#1d212a', '#171a21', '#111319',
]; // prettier-ignore

export const theme = createTheme({
  primaryColor: 'brand',
  colors: { brand, dark },
  // The default shades fail WCAG AA on filled buttons.
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily: "'Inter', -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif",
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  components: {
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
    Switch: { defaultProps: { withThumbIndicator: false } },
    Notification: { styles: { description: { color: 'var(--mantine-color-dimmed)' } } },
    Paper: { styles: { root: { '--paper-border-color': 'var(--fd-line)' } } },
    Table: { styles: { table: { '--table-border-color': 'var(--fd-line)' } } },
    Drawer: { styles: { title: { fontWeight: 650 } } },
    Modal: { defaultProps: { centered: true, radius: 'lg' }, styles: { title: { fontWeight: 650 } } },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#1c222d',
    '--mantine-color-dimmed': '#596273',
    '--mantine-color-placeholder': '#6a7383',
    '--mantine-color-error': '#b42323',
    '--mantine-color-body': '#ffffff',
  },
  dark: {
    '--mantine-color-text': '#dfe3ea',
    '--mantine-color-dimmed': '#a3abb9',
    '--mantine-color-placeholder': '#97a0b0',
    '--mantine-color-error': '#ff9c9c',
    '--mantine-color-body': '#1d212a',
  },
});
