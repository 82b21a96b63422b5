// Runs before AdminJS's own scripts, which read their data and their theme from global variables.
import { combineStyles } from '@adminjs/design-system';

const colors = {
  primary100: '#b83c0a',
  primary80: '#d9662f',
  primary60: '#e9a27f',
  primary40: '#f3c9b3',
  primary20: '#fdeadb',
  accent: '#2a1f17',
  love: '#b83c0a',
  info: '#b83c0a',
  infoDark: '#9a330a',
  infoLight: '#fdeadb',
};

/** Korean fonts that operating systems bring; no font is downloaded. */
const font =
  "'Pretendard', 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'Noto Sans CJK KR', system-ui, sans-serif";

/** The last breakpoint shows the side menu. AdminJS's default is so wide that laptops would not show the menu. */
const breakpoints = ['577px', '769px', '1024px', '1180px'];

const sidebarWidth = '240px';

const data: unknown = JSON.parse(document.getElementById('state')?.textContent ?? '{}');

const theme = combineStyles({ colors });

Object.assign(window, {
  REDUX_STATE: data,
  THEME: { ...theme, font, breakpoints, sizes: { ...theme.sizes, sidebarWidth } },
  THEME_COMPONENTS: {},
  AdminJS: { Components: {} },
});
