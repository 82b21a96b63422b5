import * as account from '../src/account/account.errors.js';
import { tooShort } from '../src/account/password/password-rules/too-short.js';
import * as admin from '../src/admin/admin.errors.js';
import type { CouponUser } from '../src/coupon/issued/coupon-user.entity.js';
import { presentCouponUser } from '../src/coupon/issued/coupon-user.presenter.js';
import * as revocation from '../src/coupon/issued/revocation/revocation.errors.js';
import * as coupon from '../src/coupon/coupon.errors.js';
import { changedMeanwhile } from '../src/platform/errors/changed-meanwhile.js';
import { readTooLong } from '../src/platform/database/read-too-long.js';
import { invalidFields } from '../src/platform/errors/invalid-fields.js';
import { overloaded } from '../src/platform/errors/overloaded.js';
import { LANGUAGES, text } from '../src/platform/errors/text.js';
import { unavailable } from '../src/platform/errors/unavailable.js';
import { errorAnswer } from '../src/platform/http/errors/error-answer.js';
import { textProblem } from '../src/platform/validation/field.js';
import * as http from '../src/platform/http/errors/refusals.js';
import { unreadable, unwritable } from '../src/platform/observability/readiness.service.js';
import { throttled } from '../src/platform/throttle/throttled.js';
import * as work from '../src/work/work.errors.js';
import * as worksImport from '../src/work/import/works-import.errors.js';
import { raisedBy } from './support/refusals-in-source.js';
import { sourceFiles } from './support/source-files.js';

const PROBLEM = text('문제', 'problem');
const HELD = { id: 1, couponId: 1, workId: 1, userId: 1, code: 'AbCd1234', isUsed: false } as CouponUser;

/** One or more of each code that the source raises: a new code needs a line here. */
const SAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  ALREADY_ISSUED: [coupon.alreadyIssued(presentCouponUser(HELD))],
  ALREADY_USED: [coupon.cannotRevokeUsed()],
  BAD_DELTA: [admin.badAdjustment({ isDelta: false, problem: textProblem('\0', 9) })],
  BAD_FILTER: [admin.badFilter('x')],
  BAD_FORM: [admin.badForm()],
  BAD_HOST: [http.badHost(), http.badHostInTrial()],
  BAD_PAGE: [admin.badPage()],
  BAD_REQUEST: [http.malformedUrl()],
  BAD_SORT: [admin.badSort('x')],
  BODY_TOO_LARGE: [http.bodyTooLarge()],
  CHANGED_MEANWHILE: [changedMeanwhile({ discountRate: { theirs: 5, mine: 7, by: 'other@example.com' } })],
  CODE_TOO_SHORT: [admin.codeTooShort(4)],
  COUPON_HIDDEN: [coupon.hiddenFromEventPage()],
  CROSS_ORIGIN: [http.crossOrigin()],
  DATABASE_UNREADABLE: [unreadable()],
  DATABASE_UNWRITABLE: [unwritable()],
  DOES_NOT_EXIST: [coupon.noSuchCouponOrWork({ coupon: 7, work: 8 })],
  EMAIL_TAKEN: [account.emailTaken()],
  ENDED: [coupon.closedNow('ended')],
  EXPORT_RUNNING: [admin.exportRunning()],
  FORBIDDEN: [http.forbidden(), admin.operatorsOnly()],
  HAS_ISSUED_COUPONS: [coupon.couponHasIssued(), work.workHasIssuedCoupons(), admin.issuedCouponsStay(3)],
  HEADERS_TOO_LARGE: [http.headersTooLarge()],
  INTERNAL: [http.internalError()],
  INVALID: [
    invalidFields({ name: [PROBLEM] }),
    admin.badAdjustment({ isDelta: true, problem: PROBLEM }),
    admin.badRequestKey(),
    admin.badRevocation({ hasChoice: false, problem: PROBLEM }),
  ],
  INVALID_CREDENTIALS: [account.invalidCredentials(), account.wrongCurrentPassword()],
  METHOD_NOT_ALLOWED: [http.methodNotAllowed('PUT', ['GET'])],
  NOTHING_SELECTED: [admin.nothingSelected()],
  TOO_MANY_SELECTED: [admin.tooManySelected(100)],
  NOT_AUTHENTICATED: [account.notAuthenticated()],
  NOT_CONFIRMED: [admin.notConfirmed(12)],
  NOT_FOUND: [http.notFound(), account.noSuchMember(), work.noSuchWork()],
  NOT_STARTED: [coupon.closedNow('not-started')],
  NO_FILES: [admin.noFiles()],
  ON_EVENT_PAGE: [
    coupon.onEventPage({ id: 1, name: 'Autumn' }, undefined),
    coupon.onEventPage({ id: 1, name: 'Autumn' }, { id: 2, name: 'Winter' }),
  ],
  OVERLOADED: [overloaded(), account.tooManyLogins()],
  OWN_ACCOUNT: [account.ownAccount()],
  PAGE_TOO_DEEP: [admin.pageTooDeep(10_000)],
  PANEL_NOT_BUILT: [admin.panelNotBuilt()],
  PARSE_ERROR: [http.parseError()],
  PASSWORD_MISMATCH: [account.passwordsDiffer()],
  PAUSED: [coupon.closedNow('paused')],
  PRECONDITION_FAILED: [http.preconditionFailed()],
  RANGE_NOT_SATISFIABLE: [http.rangeNotSatisfiable('bytes */9')],
  READ_TOO_LONG: [readTooLong()],
  REFUSED_LINES: [worksImport.refusedLines(1), worksImport.refusedLines(2)],
  REQUEST_TIMEOUT: [http.requestTimeout()],
  REQUEST_KEY_REUSED: [coupon.requestKeyReused()],
  REVOKED: [coupon.revoked(), coupon.cannotMarkRevoked()],
  REVOCATION_RUNNING: [revocation.revocationRunning(3)],
  SOLD_OUT: [coupon.soldOut(), coupon.noUnitToRestore()],
  STOCK_RANGE: [coupon.stockOutOfRange(5)],
  THROTTLED: [throttled(1, 5), throttled(2, 5)],
  TITLE_TAKEN: [work.titleTaken()],
  UNAVAILABLE: [
    unavailable(),
    coupon.outcomeUnknown(),
    admin.changeUnknown(undefined),
    admin.keyedChangeUnknown(undefined),
  ],
  UNKNOWN_ACTION: [admin.noSuchAction()],
  UNKNOWN_RESOURCE: [admin.noSuchResource()],
  UNSUPPORTED_MEDIA_TYPE: [http.unsupportedMediaType('text/plain')],
  UNUSABLE_FILE: [worksImport.unusableFile(PROBLEM), worksImport.fileTooLarge(PROBLEM)],
  WEAK_PASSWORD: [account.weakPassword([tooShort('a')!])],
};

/** What a body says to people: everything but its code, and data for programs, which is no string. */
function sentencesIn(body: Readonly<Record<string, unknown>>): string[] {
  const values = Object.entries(body).flatMap(([name, value]) => (name === 'code' ? [] : value));
  return values.filter((value) => typeof value === 'string');
}

describe('Every code', () => {
  const codes = [...new Set(raisedBy(sourceFiles()).raised.map(({ code }) => code))].sort();

  it('has a sample here', () => expect(Object.keys(SAMPLES).sort()).toEqual(codes));

  const cases = LANGUAGES.flatMap((language) => codes.map((code) => [code, language] as const));

  it.each(cases)('%s is said in %s, in full', (code, language) => {
    for (const sample of SAMPLES[code] ?? []) {
      const answer = errorAnswer(sample, language);
      expect(answer?.body['code']).toBe(code);
      const sentences = sentencesIn(answer!.body);
      expect(sentences).not.toEqual([]);
      for (const sentence of sentences) {
        expect(sentence).toMatch(language === 'ko' ? /[가-힣]/ : /^[ -~“”]+$/);
        expect(sentence).not.toMatch(/undefined|NaN|\[object|[{}$]/);
      }
    }
  });
});
