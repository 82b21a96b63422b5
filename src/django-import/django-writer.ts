import type { ImportedCoupon, IssuedCounts } from '../coupon/imported-coupons.service.js';
import { describeFinding } from '../coupon/verification/verification.report.js';
import { verificationChecks } from '../coupon/verification/verification.checks.js';
import { command } from '../platform/audit-log/actor.js';
import { AuditLog } from '../platform/audit-log/audit-log.js';
import { databaseKind } from '../platform/config/environment.js';
import { continueIds } from '../platform/database/sql/continue-ids.js';
import type { SqlProgram, Statement } from '../platform/database/sql/statement.js';
import type { Transactions } from '../platform/database/transactions.js';
import type { Tx } from '../platform/database/tx.js';
import type { DjangoFile, SourceRow } from './django-file.js';
import { NAMES, NONE_ISSUED, type DjangoPlan } from './django-planner.js';
import { couponOf, issuedOf, memberOf, workOf } from './django-rows.js';
import { TABLES, type Table } from './django-tables.js';
import { ImportRefusal } from './import-refusal.js';
import type { ImportedServices } from './imported-services.js';
import type { Progress } from './progress.js';
import { RowReader } from './row-reader.js';
import { refuseOccupied, TARGET_STATE } from './target.js';

const plain = (sql: string): Statement => ({ sql, parameters: [] });

/**
 * Keeps a service that runs on the database from writing until COMMIT. On SQLite the transaction itself does. The planner
 * must not scan tables: it knows them as empty until ANALYZE.
 */
const LOCKS =
  databaseKind === 'postgres'
    ? [
        `SET LOCAL lock_timeout = '10s'`,
        'LOCK TABLE "user", "work", "coupon", "coupon_user" IN SHARE ROW EXCLUSIVE MODE',
        'SET LOCAL enable_seqscan = off',
      ].map(plain)
    : [];

const STATISTICS =
  databaseKind === 'postgres'
    ? [
        plain('SET LOCAL enable_seqscan = on'),
        plain('ANALYZE "user", "work", "coupon", "coupon_user", "stock_movement"'),
      ]
    : [];

/** Writes the whole file in one transaction and checks the result before COMMIT. */
export class DjangoWriter {
  constructor(
    private readonly file: DjangoFile,
    private readonly plan: DjangoPlan,
    private readonly imported: ImportedServices,
    private readonly now: Date,
    private readonly progress: Progress,
    private readonly auditLog: AuditLog,
  ) {}

  /** @throws ImportRefusal if the database is not empty, or if a check fails; then nothing is written */
  write(transactions: Transactions): Promise<void> {
    return transactions.run((tx) => this.steps(tx));
  }

  private *steps(tx: Tx): SqlProgram<void> {
    yield LOCKS;
    // Checked again under the lock: somebody may have used the database since the preview.
    const before = yield* this.members(tx);
    const { members, works, coupons } = this.imported;
    yield* this.copy('user', memberOf, (rows) => members.insert(tx, rows));
    yield* this.copy('work', workOf, (rows) =>
      works.insert(
        tx,
        rows.map((work) => ({ ...work, title: works.clean(work.title).title ?? work.title })),
      ),
    );
    yield* this.copy(
      'coupon',
      (row) => this.withIssued(couponOf(row)),
      (rows) => coupons.insert(tx, rows),
    );
    yield* this.copy('coupon_user', issuedOf, (rows) => coupons.insertIssued(tx, rows));
    yield [...TABLES.flatMap(continueIds), ...STATISTICS];
    yield* this.check(tx, before);
    this.record(tx);
  }

  private record(tx: Tx): void {
    const counts = TABLES.map((table) => [table, [null, this.plan.counts[table]]] as const);
    const act = { action: 'import-database', target: { kind: 'database' } } as const;
    this.auditLog.record(tx, command('import:django'), { ...act, changes: Object.fromEntries(counts) });
  }

  /** @returns how many members the database has already */
  private *members(tx: Tx): SqlProgram<number> {
    const occupied = yield* tx.rows(plain(TARGET_STATE.occupied));
    const members = yield* tx.rows(plain(TARGET_STATE.members));
    refuseOccupied(occupied, members, this.plan);
    return members.length;
  }

  private withIssued(coupon: ImportedCoupon): IssuedCounts & { readonly coupon: ImportedCoupon } {
    const issued = this.plan.issuedOf.get(coupon.id) ?? NONE_ISSUED;
    return { coupon: this.imported.coupons.validated(coupon, issued).coupon ?? coupon, ...issued };
  }

  private *copy<T>(
    table: Table,
    read: (row: RowReader) => T,
    insert: (rows: readonly T[]) => SqlProgram<void>,
  ): SqlProgram<void> {
    let written = 0;
    for (const page of this.file.pages(table)) {
      yield* insert(page.map((row: SourceRow) => read(new RowReader(row, this.now))));
      this.progress.show('저장', NAMES[table], (written += page.length), this.plan.counts[table]);
    }
  }

  /** The numbers of rows, and the checks of `npm run verify`. */
  private *check(tx: Tx, membersBefore: number): SqlProgram<void> {
    for (const table of TABLES) {
      const [row] = yield* tx.rows(plain(`SELECT count(*) AS "n" FROM "${table}"`));
      const expected = this.plan.counts[table] + (table === 'user' ? membersBefore : 0);
      if (Number(row!['n']) !== expected) {
        throw new ImportRefusal(
          `${NAMES[table]} ${expected}줄을 옮겨야 하는데 ${Number(row!['n'])}줄이 되어 되돌렸습니다. 파일을 다시 복사해 실행하세요.`,
        );
      }
    }
    for (const check of verificationChecks(databaseKind)) {
      const rows = yield* tx.rows(plain(check.sql));
      if (rows.length > 0) {
        throw new ImportRefusal(`옮긴 결과에 이상이 있어 되돌렸습니다.\n${describeFinding({ check, rows })}`);
      }
    }
  }
}
