import type { Field } from './field.js';

/** The filter by email has a sentence about whole addresses and beginnings. */
export const emailLook: Field<unknown>['look'] = { components: { filter: 'EmailFilter' } };
