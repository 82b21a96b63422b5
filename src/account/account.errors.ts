import { DomainError, FixedRefusal } from '../platform/errors/domain-error.js';
import { invalidFields } from '../platform/errors/invalid-fields.js';
import { overloaded } from '../platform/errors/overloaded.js';
import { text, type Text } from '../platform/errors/text.js';

/** The same text for an unknown e-mail, a wrong password and a deactivated account, so it does not reveal which accounts exist. */
export const invalidCredentials = (): DomainError =>
  new DomainError('INVALID_CREDENTIALS', 'invalid', {
    result: text('이메일 혹은 비밀번호가 올바르지 않습니다', 'The e-mail or the password is wrong.'),
  });

const NOT_AUTHENTICATED = new FixedRefusal('NOT_AUTHENTICATED', 'unauthenticated', {
  detail: text(
    '자격 인증데이터(authentication credentials)가 제공되지 않았습니다.',
    'Authentication credentials were not provided. Please log in.',
  ),
});

export const notAuthenticated = (): DomainError => NOT_AUTHENTICATED;

export const emailTaken = (): DomainError =>
  invalidFields(
    { email: [text('user의 email은/는 이미 존재합니다.', 'A user with this email already exists.')] },
    'EMAIL_TAKEN',
  );

export const passwordsDiffer = (): DomainError =>
  invalidFields(
    { non_field_errors: [text('비밀번호가 일치하지 않습니다.', 'The passwords do not match.')] },
    'PASSWORD_MISMATCH',
  );

export const weakPassword = (problems: readonly Text[]): DomainError =>
  invalidFields({ password: problems }, 'WEAK_PASSWORD');

export const wrongCurrentPassword = (): DomainError =>
  invalidFields(
    { current_password: [text('현재 비밀번호가 올바르지 않습니다.', 'The current password is wrong.')] },
    'INVALID_CREDENTIALS',
  );

export const noSuchMember = (): DomainError =>
  new DomainError('NOT_FOUND', 'not-found', { detail: text('회원을 찾을 수 없습니다.', 'The member was not found.') });

export const ownersOnly = (): DomainError =>
  new DomainError('FORBIDDEN', 'forbidden', {
    detail: text(
      '관리자 권한이 있는 계정은 최고 관리자만 바꿀 수 있습니다.',
      'Only owners can change an account that has a role in the panel.',
    ),
  });

export const ownAccount = (): DomainError =>
  new DomainError('OWN_ACCOUNT', 'conflict', {
    detail: text(
      '자기 계정의 권한과 상태는 바꿀 수 없습니다.',
      'You cannot change the rights or the state of your own account.',
    ),
  });

/** Too many requests wait for a password to be checked or hashed. */
export const tooManyLogins = (): DomainError =>
  overloaded(
    text(
      '지금은 로그인하려는 사람이 너무 많습니다. 잠시 후 다시 시도해 주세요.',
      'Too many people are logging in right now. Please try again in a moment.',
    ),
  );
