import { emailKey } from '../account/email-address.js';
import type { ImportedMember } from '../account/imported-members.service.js';
import type { IssuedCounts } from '../coupon/imported-coupons.service.js';
import { checkReferences } from './django-checks.js';
import type { DjangoFile } from './django-file.js';
import { couponOf, issuedOf, memberOf, workOf } from './django-rows.js';
import type { Table } from './django-tables.js';
import type { ImportedServices } from './imported-services.js';
import { Problems, type Problem } from './problems.js';
import type { Progress } from './progress.js';
import { RowReader } from './row-reader.js';

/** What an import would write, and everything that keeps it from doing so. */
export type DjangoPlan = {
  readonly counts: Readonly<Record<Table, number>>;
  readonly used: number;
  /** Of each coupon with issued coupons, by id. */
  readonly issuedOf: ReadonlyMap<number, IssuedCounts>;
  /** The key of each member's address, with the address as it is written. */
  readonly members: ReadonlyMap<string, { readonly id: number; readonly email: string }>;
  readonly memberIds: ReadonlySet<number>;
  readonly hasAdmin: boolean;
  /** With any of these nothing is imported. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
};

export const NONE_ISSUED: IssuedCounts = { issued: 0, used: 0 };

/** Reads and checks the whole file. Of issued coupons, which can be a million, one page is in memory. */
export class DjangoPlanner {
  private readonly problems = new Problems();
  private readonly warnings = new Problems();
  private readonly members = new Map<string, { id: number; email: string }>();
  private readonly memberIds = new Set<number>();
  private readonly titles = new Map<string, { id: number; title: string }>();
  private hasAdmin = false;

  constructor(
    private readonly file: DjangoFile,
    private readonly imported: ImportedServices,
    private readonly now: Date,
    private readonly progress: Progress,
  ) {}

  plan(): DjangoPlan {
    const counts = this.file.counts();
    const issuedCounts = this.issuedCounts();
    this.readEach('user', (row) => this.checkMember(row));
    this.readEach('work', (row) => this.checkWork(row));
    this.readEach('coupon', (row) => this.checkCoupon(row, issuedCounts));
    this.readEach('coupon_user', (row) => this.checkIssued(row));
    checkReferences(this.file, this.problems);
    return {
      counts,
      used: [...issuedCounts.values()].reduce((sum, { used }) => sum + used, 0),
      issuedOf: issuedCounts,
      members: this.members,
      memberIds: this.memberIds,
      hasAdmin: this.hasAdmin,
      problems: this.problems.list(),
      warnings: this.warnings.list(),
    };
  }

  private issuedCounts(): Map<number, IssuedCounts> {
    const rows = this.file.rows(
      `SELECT coupon_id, count(*) AS issued, sum(is_used = 1) AS used FROM {coupon_user} GROUP BY coupon_id`,
    );
    return new Map(
      rows.map(({ coupon_id, issued, used }) => [
        coupon_id as number,
        { issued: issued as number, used: (used ?? 0) as number },
      ]),
    );
  }

  private readEach(table: Table, check: (row: RowReader) => void): void {
    const total = this.file.counts()[table];
    let read = 0;
    for (const page of this.file.pages(table)) {
      for (const row of page) {
        const reader = new RowReader(row, this.now);
        check(reader);
        for (const problem of reader.problems) {
          this.problems.add(`${NAMES[table]}: ${problem}`, `id ${String(row['id'])}`);
        }
      }
      this.progress.show('확인', NAMES[table], (read += page.length), total);
    }
  }

  private checkMember(row: RowReader): void {
    const member = memberOf(row);
    if (row.problems.length > 0) return;
    const { id, email, password, isAdmin, isActive } = member;
    const problem = this.imported.members.emailProblem(email);
    if (problem) return this.problems.add(`회원: ${problem.ko}`, `id ${id} “${email}”`);
    if (!this.imported.members.isStorable(password)) {
      return this.problems.add('회원: 비밀번호 해시가 255자를 넘거나 잘못됨', `id ${id}`);
    }
    if (!this.imported.members.isVerifiable(password)) this.warnings.add(NO_LOGIN, `id ${id} ${email}`);
    this.checkSpelling(member);
    this.memberIds.add(id);
    this.hasAdmin ||= isAdmin && isActive;
  }

  private checkSpelling({ id, email }: ImportedMember): void {
    const key = emailKey(email);
    const other = this.members.get(key);
    if (other) this.problems.add(SPELLINGS, `“${other.email}” (id ${other.id}), “${email}” (id ${id})`);
    else this.members.set(key, { id, email });
  }

  private checkWork(row: RowReader): void {
    const { id, title: typed } = workOf(row);
    if (row.problems.length > 0) return;
    const { title, problem } = this.imported.works.clean(typed);
    if (problem) return this.problems.add(`작품: ${problem.ko}`, `id ${id} “${typed}”`);
    const other = this.titles.get(title);
    if (other) this.problems.add(TITLES, `“${other.title}” (id ${other.id}), “${typed}” (id ${id})`);
    else this.titles.set(title, { id, title: typed });
  }

  private checkCoupon(row: RowReader, issuedCounts: ReadonlyMap<number, IssuedCounts>): void {
    const coupon = couponOf(row);
    if (row.problems.length > 0) return;
    const { problems } = this.imported.coupons.validated(coupon, issuedCounts.get(coupon.id) ?? NONE_ISSUED);
    for (const [field, problem] of Object.entries(problems ?? {})) {
      this.problems.add(`쿠폰: ${COUPON_FIELDS[field] ?? field}: ${problem.ko}`, `id ${coupon.id} “${coupon.name}”`);
    }
  }

  private checkIssued(row: RowReader): void {
    const { id, code } = issuedOf(row);
    if (row.problems.length > 0 || this.imported.coupons.isCode(code)) return;
    this.problems.add('발급된 쿠폰: 쿠폰 번호가 영문자와 숫자 8자리가 아님', `id ${id} “${code}”`);
  }
}

export const NAMES: Readonly<Record<Table, string>> = {
  user: '회원',
  work: '작품',
  coupon: '쿠폰',
  coupon_user: '발급된 쿠폰',
};

const COUPON_FIELDS: Readonly<Record<string, string>> = {
  name: '이름',
  discountAmount: '할인 금액',
  discountRate: '할인율',
  count: '재고',
};

const SPELLINGS = '회원: 한 이메일을 두 가지로 적은 계정(투닷에서는 한 계정)';
const TITLES = '작품: 공백과 보이지 않는 글자를 정리하면 같은 제목';
const NO_LOGIN = '회원: 확인할 수 없는 비밀번호 해시(이 회원은 로그인할 수 없음)';
