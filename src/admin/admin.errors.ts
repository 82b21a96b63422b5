import type { Role } from '../account/role.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { invalidFields } from '../platform/errors/invalid-fields.js';
import { text, type Text } from '../platform/errors/text.js';
import { unavailable, type Outage } from '../platform/errors/unavailable.js';
import { notFound } from '../platform/http/errors/refusals.js';
import { MAX_COUNT } from './table/list-statements.js';

export const operatorsOnly = (): DomainError =>
  new DomainError('FORBIDDEN', 'forbidden', {
    detail: text('관리자만 접근할 수 있습니다.', 'Only administrators have access.'),
  });

const ONLY: Readonly<Record<Role, Text>> = {
  owner: text('이 작업은 최고 관리자만 할 수 있습니다.', 'Only owners can do this.'),
  operator: text('이 작업은 운영자와 최고 관리자만 할 수 있습니다.', 'Only operators and owners can do this.'),
  support: text('이 작업은 관리자만 할 수 있습니다.', 'Only accounts with a role can do this.'),
};

/** @param least undefined if nobody may run the action */
export const roleRequired = (least: Role | undefined): DomainError =>
  new DomainError('FORBIDDEN', 'forbidden', {
    detail: least ? ONLY[least] : text('이 작업은 할 수 없습니다.', 'Nobody can do this.'),
  });

export const noSuchResource = (): DomainError =>
  new DomainError('UNKNOWN_RESOURCE', 'not-found', {
    detail: text('존재하지 않는 목록입니다.', 'There is no such list.'),
  });

export const noSuchAction = (): DomainError =>
  new DomainError('UNKNOWN_ACTION', 'not-found', {
    detail: text('존재하지 않는 작업입니다.', 'There is no such action.'),
  });

export const noSuchRow = notFound;

export const badFilter = (name: string): DomainError =>
  new DomainError('BAD_FILTER', 'invalid', {
    detail: text(
      `이 조건으로는 필터링할 수 없습니다: ${shortened(name)}`,
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
    detail: text(
      '페이지 번호 또는 페이지당 항목 수가 올바르지 않습니다.',
      'The page number or the page size is not valid.',
    ),
  });

export const pageTooDeep = (rows: number): DomainError =>
  new DomainError('PAGE_TOO_DEEP', 'invalid', {
    detail: text(
      `목록은 ${rows.toLocaleString('en')}번째 항목까지만 볼 수 있습니다. 조건을 추가하여 범위를 좁혀 주세요.`,
      `Only the first ${rows.toLocaleString('en')} rows can be viewed. Add filters to narrow the list.`,
    ),
  });

export const codeTooShort = (characters: number): DomainError =>
  new DomainError('CODE_TOO_SHORT', 'invalid', {
    detail: text(
      `쿠폰 번호의 앞 ${characters}글자 이상을 입력해 주세요.`,
      `Enter at least the first ${characters} characters of the code.`,
    ),
  });

export const exportRunning = (): DomainError =>
  new DomainError('EXPORT_RUNNING', 'conflict', {
    detail: text(
      '다른 내보내기가 진행 중입니다. 끝난 다음 다시 시도해 주세요.',
      'Another export is running. Please try again when it has ended.',
    ),
  });

export const badForm = (): DomainError =>
  new DomainError('BAD_FORM', 'invalid', {
    detail: text('제출한 양식을 읽을 수 없습니다.', 'The form could not be read.'),
  });

export const noFiles = (): DomainError =>
  new DomainError('NO_FILES', 'invalid', {
    detail: text('파일은 업로드할 수 없습니다.', 'Files cannot be uploaded here.'),
  });

export const nothingSelected = (): DomainError =>
  new DomainError('NOTHING_SELECTED', 'invalid', { detail: text('선택한 항목이 없습니다.', 'Nothing is selected.') });

export const tooManySelected = (max: number): DomainError =>
  new DomainError('TOO_MANY_SELECTED', 'invalid', {
    detail: text(`한 번에 최대 ${max}개까지 선택할 수 있습니다.`, `Select at most ${max} rows at a time.`),
  });

/** Replaces `UNAVAILABLE` for a change: unlike a press, a repeated request can make the change twice. */
export const changeUnknown = (cause: unknown): DomainError =>
  unavailable(
    cause as Outage | undefined,
    text(
      '변경되었는지 알 수 없습니다. 현재 값을 확인한 다음 다시 시도해 주세요.',
      'It is not known whether the change was made. Check the current values before you try again.',
    ),
  );

/** Replaces `changeUnknown` for a request with an idempotency key: a repeated request makes the change only once. */
export const keyedChangeUnknown = (cause: unknown): DomainError =>
  unavailable(
    cause as Outage | undefined,
    text(
      '변경되었는지 알 수 없습니다. 이 화면에서 값을 바꾸지 말고 다시 제출하세요. 다시 제출해도 한 번만 반영됩니다.',
      'It is not known whether the change was made. Submit the same values again on this page: the change is made only once.',
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

const NOT_A_DELTA = text('변동 수량을 0이 아닌 정수로 입력해 주세요.', 'Enter a whole number other than 0.');

type AdjustmentProblem = { readonly isDelta: boolean; readonly problem: Text | undefined };

/** Code `BAD_DELTA` if the number is invalid, with or without an invalid reason; `INVALID` if only the reason is. */
export const badAdjustment = ({ isDelta, problem }: AdjustmentProblem): DomainError =>
  invalidFields(
    {
      ...(!isDelta && { delta: [NOT_A_DELTA] }),
      ...(problem && { reason: [problem] }),
    },
    isDelta ? 'INVALID' : 'BAD_DELTA',
  );

const NO_CHOICE = text('회수한 수량을 재고로 돌릴지 선택해 주세요.', 'Choose whether the units return to the stock.');

type RevocationProblem = { readonly hasChoice: boolean; readonly problem: Text | undefined };

export const badRevocation = ({ hasChoice, problem }: RevocationProblem): DomainError =>
  invalidFields({ ...(!hasChoice && { returns_units: [NO_CHOICE] }), ...(problem && { reason: [problem] }) });

/** No filter names what would be revoked, and the operator did not type how many coupons these are now. */
export const notConfirmed = (revocable: number): DomainError =>
  invalidFields(
    {
      confirmed: [
        text(
          `쿠폰, 작품, 회원, 쿠폰 번호를 정한 필터가 없으므로 회수할 쿠폰 수를 정확히 입력해야 합니다. 지금은 ${revocable}장입니다. 발급이 진행 중이면 발급 시각 필터로 범위를 정해 주세요.`,
          `No filter names a coupon, a work, a member or a code, so type the exact number of coupons to revoke. It is ${revocable} now. While coupons are being issued, filter by the time of issue instead.`,
        ),
      ],
    },
    'NOT_CONFIRMED',
  );

export const badReason = (problem: Text): DomainError => invalidFields({ reason: [problem] });

export const badCaseQuestion = (): DomainError =>
  invalidFields({
    query: [
      text(
        '이메일이나 쿠폰 번호를 255자 이내로 입력해 주세요.',
        'Enter an e-mail or a coupon code of at most 255 characters.',
      ),
    ],
  });

/** A row with issued coupons cannot be deleted. `issued` above `MAX_COUNT` means that counting stopped there. */
export const issuedCouponsStay = (issued: number): DomainError =>
  new DomainError('HAS_ISSUED_COUPONS', 'conflict', {
    detail: text(
      `발급된 쿠폰이 ${issued > MAX_COUNT ? `${MAX_COUNT.toLocaleString('en')}장 넘게` : `${issued}장`} 있어 삭제할 수 없습니다. 대신 숨길 수 있습니다.`,
      `It cannot be deleted. Coupons issued for it: ${issued > MAX_COUNT ? `more than ${MAX_COUNT.toLocaleString('en')}` : issued}. You can hide it instead.`,
    ),
    issued,
  });

/** The folder with the panel's scripts is missing. */
export const panelNotBuilt = (): DomainError =>
  new DomainError('PANEL_NOT_BUILT', 'unavailable', {
    detail: text(
      '관리자 화면이 아직 빌드되지 않았습니다. npm run build를 실행하세요.',
      'The admin panel has not been built yet. Run npm run build.',
    ),
  });

const shortened = (name: string): string => name.slice(0, 60);
