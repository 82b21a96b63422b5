import { DomainError } from './domain-error.js';
import { text, type Text } from './text.js';

/** Messages by field name, in the shape of Django REST framework. `non_field_errors` has those about the whole body. */
export type FieldMessages = Readonly<Record<string, readonly Text[]>>;

export const invalidFields = (fields: FieldMessages, code = 'INVALID'): DomainError =>
  new DomainError(code, 'invalid', fields);

/** The message for an id of a row that does not exist, in the words of Django REST framework. */
export const noSuchId = (id: number): Text =>
  text(`유효하지 않은 pk "${id}" - 객체가 존재하지 않습니다.`, `Invalid pk "${id}" - object does not exist.`);
