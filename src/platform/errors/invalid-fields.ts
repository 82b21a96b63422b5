import { DomainError } from './domain-error.js';
import type { Text } from './text.js';

/** Messages by field name; `non_field_errors` speaks of the whole. The shape is Django REST framework's. */
export type FieldMessages = Readonly<Record<string, readonly Text[]>>;

export const invalidFields = (fields: FieldMessages, code = 'INVALID'): DomainError =>
  new DomainError(code, 'invalid', fields);
