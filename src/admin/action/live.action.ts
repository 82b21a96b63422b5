import type { PanelAction } from './panel-action.js';

/** The page with the live view of an event. Its component asks `liveRouter` for the numbers. */
export const liveAction: PanelAction = {
  scope: 'record',
  methods: ['GET'],
  look: { icon: 'Activity', component: 'LiveView', showInDrawer: false },
  run: ({ records: [record], operator }) => Promise.resolve({ record: record!.toJSON(operator) }),
};
