// Runs before AdminJS's own scripts, which read their data and their theme from global variables.
import { theme } from './theme.js';

const data: unknown = JSON.parse(document.getElementById('state')?.textContent ?? '{}');

Object.assign(window, {
  REDUX_STATE: data,
  THEME: theme(),
  THEME_COMPONENTS: {},
  AdminJS: { Components: {} },
});
