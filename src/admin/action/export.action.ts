import type { PanelExports } from '../export/panel-exports.js';
import type { PanelAction } from './panel-action.js';

/** Downloads all rows that match the list's filters as CSV. */
export const exportAction = (exports: PanelExports): PanelAction => ({
  scope: 'resource',
  methods: ['GET'],
  look: { icon: 'Download', component: false },
  download: (call) => exports.start(call),
});
