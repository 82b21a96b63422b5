import { text } from '../../platform/errors/text.js';

/** The head of `is_hidden` in files, whose values are true and false. An import of works knows this column by it. */
export const HIDDEN = text('숨김', 'Hidden');
