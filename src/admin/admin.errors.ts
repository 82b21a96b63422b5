import { DomainError } from '../platform/errors/domain-error.js';
import { invalidFields } from '../platform/errors/invalid-fields.js';
import { text, type Text } from '../platform/errors/text.js';
import { unavailable, type Outage } from '../platform/errors/unavailable.js';
import { notFound } from '../platform/http/errors/refusals.js';
import { MAX_COUNT } from './table/list-statements.js';

export const operatorsOnly = (): DomainError =>
  new DomainError('FORBIDDEN', 'forbidden', {
    detail: text('관리자만 볼 수 있는 화면입니다.', 'Only operators can see this.'),
  });

export const noSuchResource = (): DomainError =>
  new DomainError('UNKNOWN_RESOURCE', 'not-found', { detail: text('그런 목록은 없습니다.', 'There is no such list.') });

export const noSuchAction = (): DomainError =>
  new DomainError('UNKNOWN_ACTION', 'not-found', { detail: text('그런 작업은 없습니다.', 'There is no such action.') });

export const noSuchRow = notFound;

export const badFilter = (name: string): DomainError =>
  new DomainError('BAD_FILTER', 'invalid', {
    detail: text(
      `이 조건으로는 거를 수 없습니다: ${shortened(name)}`,
      `This list cannot be filtered that way: ${shortened(name)}`,
    ),
  });

export const badSort = (name: string): DomainError =>
  new DomainError('BAD_SORT', 'invalid', {
    detail: text(
      `이 기준으로는 정렬할 수 없습니다: ${shortened(name)}`,
      `This list cannot be sorted that way: ${shortened(name)}`,
    ),
  });

export const badPage = (): DomainError =>
  new DomainError('BAD_PAGE', 'invalid', {
    detail: text('쪽 번호나 쪽의 크기가 올바르지 않습니다.', 'The page number or the page size is not valid.'),
  });

export const pageTooDeep = (rows: number): DomainError =>
  new DomainError('PAGE_TOO_DEEP', 'invalid', {
    detail: text(
      `목록은 ${rows.toLocaleString('en')}번째 줄까지만 넘겨 볼 수 있습니다. 조건을 더해 좁혀 주세요.`,
      `A list can be paged up to row ${rows.toLocaleString('en')}. Narrow the search.`,
    ),
  });

export const codeTooShort = (characters: number): DomainError =>
  new DomainError('CODE_TOO_SHORT', 'invalid', {
    detail: text(
      `쿠폰 번호는 앞에서부터 ${characters}글자 이상 입력해 주세요.`,
      `Enter at least the first ${characters} characters of the code.`,
    ),
  });

export const badForm = (): DomainError =>
  new DomainError('BAD_FORM', 'invalid', {
    detail: text('보낸 양식을 읽을 수 없습니다.', 'The form could not be read.'),
  });

export const noFiles = (): DomainError =>
  new DomainError('NO_FILES', 'invalid', {
    detail: text('파일을 그대로 올릴 수 없습니다.', 'Files cannot be uploaded here.'),
  });

export const nothingSelected = (): DomainError =>
  new DomainError('NOTHING_SELECTED', 'invalid', { detail: text('선택한 항목이 없습니다.', 'Nothing is selected.') });

export const tooManySelected = (max: number): DomainError =>
  new DomainError('TOO_MANY_SELECTED', 'invalid', {
    detail: text(
      `한 번에 ${max}개까지 처리할 수 있습니다. 나누어 선택해 주세요.`,
      `Select at most ${max} rows at a time.`,
    ),
  });

/** In place of `UNAVAILABLE` for a change: unlike a press, it may be made twice when the request is repeated. */
export const changeUnknown = (cause: unknown): DomainError =>
  unavailable(
    cause as Outage | undefined,
    text(
      '변경되었는지 알 수 없습니다. 현재 값을 확인한 다음 다시 시도해 주세요.',
      'It is not known whether the change was made. Check the current values before you try again.',
    ),
  );

/** In place of `changeUnknown`, for a request with a key: repeated, it counts once. */
export const keyedChangeUnknown = (cause: unknown): DomainError =>
  unavailable(
    cause as Outage | undefined,
    text(
      '변경되었는지 알 수 없습니다. 이 화면에서 그대로 다시 누르세요. 다시 눌러도 한 번만 반영됩니다.',
      'It is not known whether the change was made. Press again here with the same values: it is made only once.',
    ),
  );

export const badRequestKey = (): DomainError =>
  invalidFields({
    request_key: [
      text(
        '요청 키는 영문자, 숫자, -, _로 64자까지 쓸 수 있습니다.',
        'A request key is at most 64 characters: letters, digits, - and _.',
      ),
    ],
  });

const NOT_A_DELTA = text('늘리거나 줄일 수를 0이 아닌 정수로 적어 주세요.', 'Enter a whole number other than 0.');

type AdjustmentProblem = { readonly isDelta: boolean; readonly noteProblem: Text | undefined };

/** Code `BAD_DELTA` when the number is wrong, whatever the note is; `INVALID` when the note alone is. */
export const badAdjustment = ({ isDelta, noteProblem }: AdjustmentProblem): DomainError =>
  invalidFields(
    {
      ...(!isDelta && { delta: [NOT_A_DELTA] }),
      ...(noteProblem && { note: [noteProblem] }),
    },
    isDelta ? 'INVALID' : 'BAD_DELTA',
  );

/** A row that `issued` coupons depend on stays; beyond `MAX_COUNT` they were not counted. */
export const issuedCouponsStay = (issued: number): DomainError =>
  new DomainError('HAS_ISSUED_COUPONS', 'conflict', {
    detail: text(
      `발급된 쿠폰이 ${issued > MAX_COUNT ? `${MAX_COUNT.toLocaleString('en')}장 넘게` : `${issued}장`} 있어 삭제할 수 없습니다. 대신 숨길 수 있습니다.`,
      `It cannot be deleted. Coupons issued for it: ${issued > MAX_COUNT ? `more than ${MAX_COUNT.toLocaleString('en')}` : issued}. You can hide it instead.`,
    ),
    issued,
  });

/** The service runs without the panel's scripts. */
export const panelNotBuilt = (): DomainError =>
  new DomainError('PANEL_NOT_BUILT', 'unavailable', {
    detail: text(
      '관리자 화면이 아직 만들어지지 않았습니다. npm run build를 실행하세요.',
      'The panel has not been built yet. Run npm run build.',
    ),
  });

const shortened = (name: string): string => name.slice(0, 60);
