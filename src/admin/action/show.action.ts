import type { PanelAction } from './panel-action.js';

export const showAction: PanelAction = {
  scope: 'record',
  methods: ['GET'],
  look: { icon: 'Eye' },
  run: ({ records: [record], operator }) => Promise.resolve({ record: record!.toJSON(operator) }),
};
