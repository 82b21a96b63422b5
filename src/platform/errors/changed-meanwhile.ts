import { DomainError } from './domain-error.js';
import type { FieldMessages } from './invalid-fields.js';
import { text } from './text.js';

/**
 * Refuses a save that would overwrite changes made after the form was opened. Nothing was saved.
 * @param fields for each changed field, its current value as a message (`nowIs`)
 */
export const changedMeanwhile = (fields: FieldMessages): DomainError =>
  new DomainError('CHANGED_MEANWHILE', 'conflict', {
    detail: text(
      '저장하지 않았습니다. 양식을 연 뒤에 같은 내용이 바뀌었습니다. 표시된 항목에서 현재 값을 확인하고, 양식을 다시 열어 수정하세요.',
      'Not saved: the same fields were changed after this form was opened. See their current values beside the marked fields, then open the form again.',
    ),
    ...fields,
  });

/** A message with the current value of a field. */
export const nowIs = (value: string | number): FieldMessages[string] => [
  text(`현재 값: ${value}`, `Current value: ${value}`),
];
