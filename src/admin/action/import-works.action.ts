import { bodyTooLarge } from '../../platform/http/errors/refusals.js';
import { MAX_CSV_BYTES } from '../../work/import/max-csv-bytes.js';
import type { WorksImportService } from '../../work/import/works-import.service.js';
import { badForm } from '../admin.errors.js';
import { Form } from './form.js';
import { presentPlan } from './import-plan.presenter.js';
import type { PanelAction } from './panel-action.js';

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Imports works from a CSV file: `step=preview` shows the plan, `step=apply` adds all works or none. */
export const importWorksAction = (works: WorksImportService): PanelAction => ({
  scope: 'resource',
  methods: ['POST'],
  look: { icon: 'Upload', component: 'WorksImport', showResourceActions: false },
  bodyLimit: Math.ceil((MAX_CSV_BYTES * 4) / 3) + 4096,
  run: async ({ posted, language, operator }) => {
    const form = new Form(posted);
    const csv = bytesOf(form.text('csv'));
    if (form.text('step') !== 'apply') return { plan: presentPlan(await works.preview(csv), language) };
    const plan = await works.apply(csv, operator.actor, { skipRefused: form.text('skip_refused') === 'true' });
    const notice = { message: 'worksImported', type: 'success' as const, options: { count: plan.newTitles.length } };
    return { plan: presentPlan(plan, language), notice };
  },
});

/** The file as bytes, so that the server and not the browser determines its encoding. */
function bytesOf(base64: string): Buffer {
  if (!BASE64.test(base64)) throw badForm();
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > MAX_CSV_BYTES) throw bodyTooLarge();
  return bytes;
}
