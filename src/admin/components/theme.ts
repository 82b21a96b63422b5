import { combineStyles } from '@adminjs/design-system';

/** AdminJS's names of colours, and the names in `colors.css`. */
const COLORS = {
  text: 'ink',
  primary100: 'accent-ink',
  primary80: 'accent',
  primary60: 'accent',
  primary40: 'line-strong',
  primary20: 'accent-wash',
  accent: 'ink',
  grey100: 'ink',
  grey80: 'ink-soft',
  grey60: 'ink-soft',
  grey40: 'line-strong',
  grey20: 'sunken',
  white: 'sheet',
  black: 'ink',
  error: 'bad',
  errorDark: 'bad',
  errorLight: 'bad-wash',
  success: 'good',
  successDark: 'good',
  successLight: 'good-wash',
  warning: 'warn',
  warningDark: 'warn',
  warningLight: 'warn-wash',
  info: 'info',
  infoDark: 'info',
  infoLight: 'info-wash',
  bg: 'paper',
  filterBg: 'sheet',
  container: 'sheet',
  sidebar: 'sheet',
  border: 'line',
  inputBorder: 'line-strong',
  separator: 'line',
  highlight: 'sunken',
  love: 'accent',
} as const;

/** The last breakpoint shows the side menu. AdminJS's default is so wide that laptops would not show the menu. */
const BREAKPOINTS = ['577px', '769px', '1024px', '1180px'];

const SIDEBAR_WIDTH = '240px';

/**
 * The theme of AdminJS's components. It has plain values, because AdminJS computes further colours from them. So the page keeps
 * the colour scheme that it was loaded with, in `colors.css`, too.
 */
export function theme(): object {
  const root = document.documentElement;
  root.style.colorScheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const colors = resolved(COLORS);
  const line = `1px solid ${colors.border}`;
  const styles = combineStyles({ colors, borders: { input: line, default: line, bg: `1px solid ${colors.bg}` } });
  return {
    ...styles,
    font: getComputedStyle(root).getPropertyValue('--sans').trim(),
    breakpoints: BREAKPOINTS,
    sizes: { ...styles.sizes, sidebarWidth: SIDEBAR_WIDTH },
  };
}

/** The values of CSS variables in the page's colour scheme, such as `rgb(251, 246, 238)`. */
function resolved<Name extends string>(variables: Readonly<Record<Name, string>>): Record<Name, string> {
  const sample = document.body.appendChild(document.createElement('span'));
  const valueOf = (variable: string): string => {
    sample.style.color = `var(--${variable})`;
    return getComputedStyle(sample).color;
  };
  const entries = Object.entries<string>(variables).map(([name, variable]) => [name, valueOf(variable)]);
  sample.remove();
  return Object.fromEntries(entries) as Record<Name, string>;
}
