import type { EventChecksService } from '../../coupon/checks/event-checks.service.js';
import type { PanelAction } from './panel-action.js';

/** Looks for mistakes before an event opens. The messages are in both languages, because the panel can switch them. */
export const checksAction = (checks: EventChecksService): PanelAction => ({
  scope: 'record',
  methods: ['GET'],
  look: { isVisible: false },
  run: async ({ records: [record], operator, connection }) => ({
    record: record!.toJSON(operator),
    checks: await checks.checksOf(Number(record!.id()), connection),
  }),
});
