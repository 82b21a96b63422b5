import { DomainError } from './domain-error.js';
import { text, type Text } from './text.js';

/** A field that two operators changed. */
export type Conflict = {
  /** The value that is stored now. */
  readonly theirs: string | number;
  /** The value that was refused. */
  readonly mine: string | number;
  /** The operator who stored the current value; undefined if it is not known. */
  readonly by: string | undefined;
};

/**
 * Refuses a save that would overwrite changes made after the form was opened. Nothing was saved.
 * @param conflicts by field
 */
export const changedMeanwhile = (conflicts: Readonly<Record<string, Conflict>>): DomainError =>
  new DomainError('CHANGED_MEANWHILE', 'conflict', {
    detail: text(
      '저장하지 않았습니다. 양식을 연 뒤에 같은 내용이 바뀌었습니다. 표시된 항목에서 현재 값을 확인하고, 양식을 다시 열어 수정하세요.',
      'Not saved: the same fields were changed after this form was opened. See their current values beside the marked fields, then open the form again.',
    ),
    ...Object.fromEntries(Object.entries(conflicts).map(([field, conflict]) => [field, [described(conflict)]])),
  });

const described = ({ theirs, mine, by }: Conflict): Text =>
  text(
    `현재 값: ${theirs}${by ? ` (${by} 님이 변경)` : ''}. 입력한 값: ${mine}`,
    `Current value: ${theirs}${by ? ` (changed by ${by})` : ''}. Your value: ${mine}`,
  );
