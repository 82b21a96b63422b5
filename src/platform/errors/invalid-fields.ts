import { DomainError } from './domain-error.js';
import type { Text } from './text.js';

/** Messages by field name, in the shape of Django REST framework. `non_field_errors` has those about the whole body. */
export type FieldMessages = Readonly<Record<string, readonly Text[]>>;

export const invalidFields = (fields: FieldMessages, code = 'INVALID'): DomainError =>
  new DomainError(code, 'invalid', fields);
