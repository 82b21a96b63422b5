// Each takes one guard away from the built server. `text` stands exactly once in `file`; the named tests must then fail.
// A mutant may need several replacements, where one guard stands behind another. Where the server without its guard ends
// at the start, `says` is the sentence that it ends with.

const issuer = 'coupon/issuing/coupon-issuer.js';
const decision = 'coupon/issuing/issue-decision.js';
const statements = 'coupon/issuing/issue-statements.js';
const migration = 'migrations/1795305600000-create-tables.js';

const revocationChunk = 'coupon/issued/revocation/revocation-chunk.js';
const signupThrottle = 'account/signup/signup-throttle.js';
const revocationRunner = 'coupon/issued/revocation/revocation-runner.service.js';
const revocationService = 'coupon/issued/revocation/revocation.service.js';
const revocationStatements = 'coupon/issued/revocation/revocation-statements.js';
const couponUserService = 'coupon/issued/coupon-user.service.js';
const stockService = 'coupon/stock/coupon-stock.service.js';

const stockCheck = { file: decision, text: "if (remaining === 0)\n            return { kind: 'sold-out' };", by: '' };
const holdersLookUp = { file: decision, text: "if (row)\n            return { kind: 'held', row };", by: '' };
const uniqueHolding = {
  file: migration,
  text: "{ name: 'coupon_user_once', columnNames: ['user_id', 'coupon_id', 'work_id'] },",
  by: '',
};

const turnAtCoupon = {
  file: statements,
  text: 'SELECT pg_advisory_xact_lock($1, $2)::text',
  by: 'SELECT ($1::int + $2::int)::text',
};

/** Lets `decide` decide every batch of PostgreSQL. */
const noSingleStatement = {
  file: 'coupon/issuing/postgres-issuing-writer.js',
  text: 'this.refusing.has(couponId) ?',
  by: 'true ?',
};

export const mutants = [
  {
    name: 'a revocation by filter takes coupons that were issued after its start',
    changes: [
      { file: revocationChunk, text: ' && row.id <= run.lastId', by: '' },
      { file: revocationRunner, text: 'last: lastId', by: 'last: 2147483647' },
    ],
    spec: 'test/revocation-crash.e2e-spec.ts',
    tests: 'ends by SIGTERM',
  },
  {
    name: 'a revocation by filter revokes used coupons',
    changes: [{ file: revocationStatements, text: 'AND NOT "is_used" AND', by: 'AND' }],
    spec: 'test/revocation.e2e-spec.ts',
    tests: 'does what its preview said',
  },
  {
    name: 'a revocation by filter writes its progress in a transaction of its own',
    changes: [
      { file: revocationChunk, text: 'row.id > run.afterId && ', by: '' },
      {
        file: revocationChunk,
        text: 'tx.defer(Revocation, progress(id, afterId, revoked.length, rows.length - revoked.length));',
        by: '',
      },
      { file: revocationService, text: 'import { claim, ', by: 'import { progress, claim, ' },
      {
        file: revocationService,
        text: 'return this.transactions.run((tx) => this.chunk.run(tx, id, worker, matching));',
        by: `const after = matching.at(-1)?.id ?? 0;
        return this.transactions.run((tx) => tx.rows(progress(id, after, matching.length, 0)))
          .then(() => new Promise((resolve) => setTimeout(resolve, 1_000)))
          .then(() => this.transactions.run((tx) => this.chunk.run(tx, id, worker, matching)));`,
      },
    ],
    spec: 'test/revocation-crash.e2e-spec.ts',
    tests: 'ends by SIGKILL',
  },
  {
    name: 'two revocations by filter run at the same time (PostgreSQL)',
    changes: [
      {
        file: 'migrations/1795479060000-add-revocation.js',
        text: "columnNames: ['state'], isUnique: true",
        by: "columnNames: ['state'], isUnique: false",
      },
    ],
    spec: 'test/revocation.e2e-spec.ts',
    tests: 'if two are started at the same time',
  },
  {
    name: 'of two simultaneous requests with one key, the second is told that a revocation is running (PostgreSQL)',
    changes: [
      { file: revocationService, text: 'const earlier = yield* this.findEarlier(tx, revocation);', by: '' },
      {
        file: revocationService,
        text: "const [running] = yield* tx.lock(Revocation, { state: 'running' });",
        by: "const earlier = yield* this.findEarlier(tx, revocation); const [running] = yield* tx.lock(Revocation, { state: 'running' });",
      },
    ],
    spec: 'test/revocation-simultaneous.e2e-spec.ts',
    tests: 'gets the one that',
  },
  {
    name: 'a revocation by filter starts while another one is running',
    changes: [
      { file: revocationService, text: 'if (running)\n            throw revocationRunning(running.id);', by: '' },
    ],
    spec: 'test/revocation.e2e-spec.ts',
    tests: 'when it is cancelled',
  },
  {
    name: 'two processes work on a revocation by filter (PostgreSQL)',
    changes: [{ file: revocationStatements, text: '"leased_until" IS NULL OR', by: 'TRUE OR' }],
    spec: 'test/revocation-crash.e2e-spec.ts',
    tests: 'is run by one of them',
  },
  {
    name: 'a cancelled revocation by filter goes on',
    changes: [{ file: revocationChunk, text: "run?.state !== 'running' || ", by: '' }],
    spec: 'test/revocation.e2e-spec.ts',
    tests: 'when it is cancelled',
  },
  {
    name: 'a revocation by filter locks all events of a page',
    changes: [{ file: revocationRunner, text: '.size > MAX_COUPONS_LOCKED', by: '.size > 250' }],
    spec: 'test/services/revocation-runner.spec.ts',
    tests: 'locks 20 events at once at most',
  },
  {
    name: 'a revocation by filter does not pause after a page without rows',
    changes: [
      {
        file: revocationRunner,
        text: 'await this.pause(performance.now() - startedAt);',
        by: 'if (rows.length > 0) await this.pause(performance.now() - startedAt);',
      },
    ],
    spec: 'test/services/revocation-runner.spec.ts',
    tests: 'also after one without rows',
  },
  {
    name: 'a stop does not wait for the page of a revocation',
    changes: [{ file: revocationRunner, text: 'Promise.race([this.working, ', by: 'Promise.race([undefined, ' }],
    spec: 'test/services/revocation-runner.spec.ts',
    tests: 'wait for the page that is read',
  },
  {
    name: 'a stop waits for the page of a revocation without a limit',
    changes: [
      {
        file: revocationRunner,
        text: 'Promise.race([this.working, delay(STOP_WAITS_MS, undefined, { ref: false })])',
        by: 'this.working',
      },
    ],
    spec: 'test/services/revocation-runner.spec.ts',
    tests: '4 seconds at most',
  },
  {
    name: 'all coupons are revoked without a confirmation',
    changes: [{ file: 'admin/revocation/panel-revocations.js', text: 'needsNumber(filters) &&', by: 'false &&' }],
    spec: 'test/revocation-refused.e2e-spec.ts',
    tests: 'without a filter',
  },
  {
    name: 'a filter that may match all coupons needs no confirmation',
    changes: [
      {
        file: 'admin/revocation/panel-revocations.js',
        text: '!filters.some(([name, value]) =>',
        by: '!filters.some(([name, value]) => true ||',
      },
    ],
    spec: 'test/revocation-refused.e2e-spec.ts',
    tests: 'with a filter that may match all',
  },
  {
    name: 'an email of white space matches all members',
    changes: [{ file: 'admin/table/conditions.js', text: "isText(value) && value.trim() !== ''", by: 'isText(value)' }],
    spec: 'test/revocation-refused.e2e-spec.ts',
    tests: 'would mean something else',
  },
  {
    name: 'a filter takes a whole address for the beginning of addresses',
    changes: [{ file: 'admin/table/email-filter.js', text: '=> /@', by: '=> false && /@' }],
    spec: 'test/revocation-email.e2e-spec.ts',
    tests: 'exactly the member',
  },
  {
    name: 'a filter takes the beginning of an address for a whole one',
    changes: [{ file: 'admin/table/email-filter.js', text: '=> /@', by: '=> true || /@' }],
    spec: 'test/revocation-email.e2e-spec.ts',
    tests: 'begins with a part',
  },
  {
    name: 'a misspelt filter is taken for none',
    changes: [{ file: 'admin/revocation/panel-revocations.js', text: 'if (unknown !== undefined)', by: 'if (false)' }],
    spec: 'test/revocation-refused.e2e-spec.ts',
    tests: 'would mean something else',
  },
  {
    name: 'a revocation takes coupons that were issued after its preview',
    changes: [{ file: revocationService, text: "Math.min(range['last_id'], upTo)", by: "range['last_id']" }],
    spec: 'test/revocation-refused.e2e-spec.ts',
    tests: 'issued after the preview',
  },
  {
    name: 'the history has whole codes',
    changes: [{ file: 'platform/audit-log/filter-change.js', text: 'name === CODE', by: 'false' }],
    spec: 'test/revocation-refused.e2e-spec.ts',
    tests: 'the beginning of a code only',
  },
  {
    name: 'a member fills the table of rejected presses',
    changes: [{ file: 'coupon/rejected/merge-rejections.js', text: 'WHERE ${HAS_ROOM}', by: 'WHERE TRUE' }],
    spec: 'test/rejected-presses-limit.e2e-spec.ts',
    tests: 'who has 500',
  },
  {
    name: 'a member fills the table of rejected presses with one statement',
    changes: [
      { file: 'coupon/rejected/merge-rejections.js', text: '("is_known" OR "place" +', by: '("is_known" OR 1 +' },
    ],
    spec: 'test/rejected-presses-limit.e2e-spec.ts',
    tests: 'however many new ones come at once',
  },
  {
    name: 'rights: not read again behind the body of a form',
    changes: [
      { file: 'admin/http/run-action.js', text: 'operator: await operatorNow()', by: 'operator: call.operator' },
    ],
    spec: 'test/late-body.e2e-spec.ts',
    tests: 'to the sender of a change',
  },
  {
    name: 'rights: not read again behind the body of a question for a case',
    changes: [
      {
        file: 'admin/http/case-action.js',
        text: "await rights.require(request, 'pages', 'case')",
        by: "{ actor: { userId: request.user.id, name: '', address: '' } }",
      },
    ],
    spec: 'test/late-body.e2e-spec.ts',
    tests: 'to the sender of a case',
  },
  {
    name: 'rights: a lower role is not noticed behind a body',
    changes: [{ file: 'admin/http/current-rights.js', text: 'requireRole(request, resource, action);', by: '' }],
    spec: 'test/late-body.e2e-spec.ts',
    tests: 'whose role is lower by then',
  },
  {
    name: 'rights: a press with a late body counts after the logout, fast path',
    changes: [
      {
        file: 'coupon/issuing/press.fast-path.js',
        text: 'const text = await readText(request);',
        by: 'const early = this.member(request);\n        const text = await readText(request);',
      },
      {
        file: 'coupon/issuing/press.fast-path.js',
        text: 'const member = await this.member(request);',
        by: 'const member = await early;',
      },
    ],
    spec: 'test/late-body.e2e-spec.ts',
    tests: 'gets no coupon on the fast path',
  },
  {
    name: 'rights: a press with a late body counts after the logout, Express',
    changes: [{ file: 'account/signed-in/late-body.js', text: 'request.user && late.has(request)', by: 'false' }],
    spec: 'test/late-body.e2e-spec.ts',
    tests: 'gets no coupon in Express',
  },
  {
    name: 'rights: an export outlives them',
    changes: [{ file: 'admin/export/export-file.js', text: 'await retried(this.requireRights);', by: '' }],
    spec: 'test/export-stream.e2e-spec.ts',
    tests: 'when the operator loses the role',
  },
  {
    name: 'rights: the history does not say that an export ended with them',
    changes: [{ file: 'admin/http/send-file.js', text: 'if (isForbidden(error))', by: 'if (false)' }],
    spec: 'test/export-stream.e2e-spec.ts',
    tests: 'when the operator loses the role',
  },
  {
    name: 'sign-ups: a /56 and a /48 are not counted',
    changes: [{ file: signupThrottle, text: 'networks.entries()', by: '[networks[0]].entries()' }],
    spec: 'test/rate-limits.e2e-spec.ts',
    tests: 'stops a /56 after twice as many',
  },
  {
    name: 'sign-ups: one client uses up what others of its /48 may send',
    changes: [{ file: signupThrottle, text: 'networks.entries()', by: '[...networks.entries()].reverse()' }],
    spec: 'test/rate-limits.e2e-spec.ts',
    tests: 'does not count what a smaller network refuses',
  },
  {
    name: 'sign-ups: a new /64 of a used-up /48 is written (PostgreSQL)',
    changes: [{ file: 'platform/throttle/quota.js', text: 'if (this.limit && msBeforeNext > 0)', by: 'if (false)' }],
    spec: 'test/limits-of-processes.e2e-spec.ts',
    tests: 'write nothing for a new /64',
  },
  {
    name: 'old revocations are deleted while they run',
    changes: [{ file: 'coupon/issued/revocation/revocation.sweeper.js', text: '"ended_at" <', by: '"created_at" <' }],
    spec: 'test/services/revocation-sweeper.spec.ts',
    tests: 'deletes revocations that ended',
  },
  {
    name: 'a revocation that cannot continue counts as completed',
    changes: [{ file: revocationRunner, text: "this.worker, 'failed')", by: "this.worker, 'completed')" }],
    spec: 'test/stock-range.e2e-spec.ts',
    tests: 'ends a revocation by filter',
  },
  {
    name: 'a coupon is restored without the lock of the coupon (PostgreSQL)',
    changes: [
      {
        file: couponUserService,
        text: 'const { coupon, row } = yield* this.lock(tx, id);\n        if (!row.revokedAt)',
        by: `const [row] = yield* tx.find(CouponUser, { id });
        const [coupon] = yield* tx.find(Coupon, { id: row.couponId });
        if (!row.revokedAt)`,
      },
    ],
    spec: 'test/restore.e2e-spec.ts',
    tests: 'by two requests at the same time',
  },
  {
    name: 'a coupon is restored although no stock remains',
    changes: [{ file: stockService, text: 'if (locked.count === 0)\n            throw noUnitToRestore();', by: '' }],
    spec: 'test/restore.e2e-spec.ts',
    tests: 'cannot be restored without stock',
  },
  {
    name: 'a restore takes a unit that its revocation had not returned',
    changes: [{ file: couponUserService, text: 'if (row.unitWithdrawn)', by: 'if (false)' }],
    spec: 'test/restore.e2e-spec.ts',
    tests: 'whose unit did not return',
  },
  {
    name: 'each process counts its own logins (PostgreSQL)',
    changes: [
      { file: 'account/login/login-attempt-store.factory.js', text: "database.kind === 'postgres'", by: 'false' },
    ],
    spec: 'test/limits-of-processes.e2e-spec.ts',
    tests: 'check ten of 200',
  },
  {
    name: 'two logins read the shared counts at the same time (PostgreSQL)',
    changes: [
      {
        file: 'account/login/login-attempt.statements.js',
        text: 'SELECT pg_advisory_xact_lock(${LOCK_CLASS}, slot.hash)',
        by: 'SELECT slot.hash',
      },
    ],
    spec: 'test/limits-of-processes.e2e-spec.ts',
    tests: 'check ten of 200',
  },
  {
    name: 'the login attempts of a dead process count for ever (PostgreSQL)',
    changes: [
      {
        file: 'account/login/login-attempt.statements.js',
        text: 'attempt.key = wanted.key AND attempt.ends_at > clock_timestamp()',
        by: 'attempt.key = wanted.key',
      },
    ],
    spec: 'test/limits-of-processes.e2e-spec.ts',
    tests: 'until their time is over',
  },
  {
    name: 'logins are not limited while the shared counts fail (PostgreSQL)',
    changes: [
      {
        file: 'account/login/insured-login-attempts.js',
        text: 'this.pause(error);\n            return this.own.begin(attempt, refusalOf);',
        by: 'this.pause(error);\n            return undefined;',
      },
      {
        file: 'account/login/insured-login-attempts.js',
        text: 'if (performance.now() < this.pausedUntil)\n            return this.own.begin(attempt, refusalOf);',
        by: 'if (performance.now() < this.pausedUntil)\n            return undefined;',
      },
    ],
    spec: 'test/limits-of-processes.e2e-spec.ts',
    tests: 'are never unlimited',
  },
  {
    name: 'waiting logins are not tried again when another process ends (PostgreSQL)',
    changes: [{ file: 'account/login/login-limiter.js', text: 'if (this.store.isShared)', by: 'if (false)' }],
    spec: 'test/limits-of-processes.e2e-spec.ts',
    tests: 'until their time is over',
  },
  {
    name: 'each process counts its own signups (PostgreSQL)',
    changes: [{ file: 'account/signup/signup-throttle.js', text: "database.kind === 'postgres'", by: 'false' }],
    spec: 'test/limits-of-processes.e2e-spec.ts',
    tests: 'count signups together',
  },
  {
    name: 'a data folder is made with `recursive`',
    changes: [
      {
        file: 'platform/database/sqlite/private-file.js',
        text: 'makeFolder(dirname(file))',
        by: 'mkdirSync(dirname(file), { recursive: true })',
      },
    ],
    spec: 'test/start-mistakes.e2e-spec.ts',
    tests: 'below one that takes no folders',
  },
  {
    name: 'a batch that one statement issues reads the time before it waits for the lock (PostgreSQL)',
    changes: [
      {
        file: 'coupon/issuing/issue-statements.js',
        text: 'FROM open\n            WHERE ends_at IS NULL OR ends_at > clock_timestamp())',
        by: 'FROM open)',
      },
    ],
    spec: 'test/single-statement.e2e-spec.ts',
    tests: 'a lock that changed nothing',
  },
  {
    name: 'connections are used for ever (PostgreSQL)',
    changes: [{ file: 'platform/database/postgres/primary-client.js', text: 'maxLifetimeSeconds,', by: '' }],
    spec: 'test/connection-lifetime.e2e-spec.ts',
    tests: 'after its lifetime',
  },
  {
    name: 'connections of the panel are used for ever (PostgreSQL)',
    changes: [{ file: 'platform/database/postgres/postgres-background-reads.js', text: '...toPrimary(),', by: '' }],
    spec: 'test/connection-lifetime.e2e-spec.ts',
    tests: 'in every pool',
  },
  {
    name: 'a transaction whose prepared statement is outdated is not run again (PostgreSQL)',
    changes: [
      { file: 'platform/database/database-failure.js', text: "routine === 'RevalidateCachedQuery'", by: 'false' },
    ],
    spec: 'test/outdated-statements.e2e-spec.ts',
    tests: 'runs its transaction again',
  },
  {
    name: 'connections with outdated prepared statements are used again (PostgreSQL)',
    changes: [
      {
        file: 'platform/database/postgres/postgres-transactions.js',
        text: 'isReadOnly(error) || isOutdatedStatement(error)',
        by: 'isReadOnly(error)',
      },
    ],
    spec: 'test/outdated-statements.e2e-spec.ts',
    tests: 'runs its transaction again',
  },
  {
    name: 'presses that find the queue of their coupon full are not counted',
    changes: [{ file: issuer, text: 'overloadedRequests.inc();', by: ';' }],
    spec: 'test/full-queue.e2e-spec.ts',
    tests: 'of their coupon are counted',
  },
  {
    name: 'presses whose coupon cannot be looked up, because too many wait, count as failed',
    changes: [{ file: issuer, text: "if (!hasCode(error, 'OVERLOADED'))", by: '' }],
    spec: 'test/full-queue.e2e-spec.ts',
    tests: 'of coupons to look up',
  },
  {
    name: 'presses are accepted however long they would wait',
    changes: [
      {
        file: 'platform/http/overload/standing-queue.js',
        text: 'if (!isLate && this.waiting.length === 0 && this.hasRoom())',
        by: 'if (true)',
      },
    ],
    spec: 'test/overload.e2e-spec.ts',
    tests: 'before session and body are read',
  },
  {
    name: 'a press that waits for room is refused, also when there is room again',
    changes: [
      {
        file: 'platform/http/overload/standing-queue.js',
        text: 'startFrom(this.waiting, max, () => this.hasRoom());',
        by: '',
      },
      { file: 'platform/http/overload/standing-queue.js', text: 'this.startLate();', by: ';' },
    ],
    spec: 'test/overload.e2e-spec.ts',
    tests: 'before session and body are read',
  },
  {
    name: 'a refusal that was prepared has the id of an earlier request',
    changes: [
      {
        file: 'platform/http/errors/fixed-body.js',
        text: 'return parts[0] + requestId + parts[1];',
        by: "return parts[0] + 'abcdef12-1000000001' + parts[1];",
      },
    ],
    spec: 'test/request-id.e2e-spec.ts',
    tests: 'prepared once',
  },
  {
    name: 'a session lasts an hour, whatever SESSION_HOURS says',
    changes: [{ file: 'platform/session/session.store.js', text: '+ this.settings.sessionMs', by: '+ 3_600_000' }],
    spec: 'test/session.e2e-spec.ts',
    tests: 'as long as SESSION_HOURS says',
  },
  {
    name: 'the import from Django reads instants as UTC',
    changes: [{ file: 'django-import/seoul-time.js', text: 'asUtc.getTime() - OFFSET_MS', by: 'asUtc.getTime()' }],
    spec: 'test/import-django.e2e-spec.ts',
    tests: 'reads instants as wall clock times of Seoul',
  },
  {
    name: 'the import from Django compares e-mails byte by byte',
    changes: [
      { file: 'django-import/django-planner.js', text: 'const key = emailKey(email);', by: 'const key = email;' },
    ],
    spec: 'test/import-django-refusals.e2e-spec.ts',
    tests: 'refuses two spellings of one address',
  },
  {
    name: 'the import from Django does not check itself before COMMIT',
    changes: [{ file: 'django-import/django-writer.js', text: 'yield* this.check(tx, before);', by: '' }],
    spec: 'test/import-django.e2e-spec.ts',
    tests: 'on SQLite leaves nothing when its own checks find',
  },
  {
    name: 'after an import from Django, new rows get ids from 1 (PostgreSQL)',
    changes: [{ file: 'django-import/django-writer.js', text: '...TABLES.flatMap(continueIds), ', by: '' }],
    spec: 'test/import-django.e2e-spec.ts',
    tests: 'on PostgreSQL lets members log in',
  },
  {
    name: 'db:move does not compare its copy with the source',
    changes: [
      {
        file: 'platform/database/move/database-move.js',
        text: 'await compareAll(source, target, tables, show);',
        by: '',
      },
    ],
    spec: 'test/db-move-rollback.e2e-spec.ts',
    tests: 'rolls back a copy that',
  },
  {
    name: 'db:move does not set the sequences',
    changes: [{ file: 'platform/database/move/database-move.js', text: 'if (table.generated)', by: 'if (false)' }],
    spec: 'test/db-move.e2e-spec.ts',
    tests: 'moves all rows|issues the next coupon',
  },
  {
    name: 'db:move lets others open the source',
    changes: [
      {
        file: 'platform/database/move/move-source.js',
        text: "database.pragma('locking_mode = EXCLUSIVE');",
        by: ';',
      },
      { file: 'platform/database/move/move-source.js', text: "alone ? 'BEGIN EXCLUSIVE' : 'BEGIN'", by: "'BEGIN'" },
    ],
    spec: 'test/db-move-refused.e2e-spec.ts',
    tests: 'a service has opened',
  },
  {
    name: 'db:move does not notice that the source was changed',
    changes: [{ file: 'platform/database/move/database-move.js', text: 'source.refuseIfChanged();', by: '' }],
    spec: 'test/db-move-rollback.e2e-spec.ts',
    tests: 'whose file was changed',
  },
  {
    name: 'db:move does not notice that its COMMIT no longer waits for a standby',
    changes: [{ file: 'platform/database/move/move-target.js', text: 'if (standby.wasCancelled)', by: 'if (false)' }],
    spec: 'test/fault-standby-wait.e2e-spec.ts',
    tests: 'its outcome is unknown',
  },
  {
    name: 'a worker that is replaced drops the connections that are open',
    changes: [{ file: 'platform/http/fast-path/fast-path.adapter.js', text: 'this.open.keepIdle = true;', by: '' }],
    spec: 'test/workers.e2e-spec.ts',
    tests: 'serves open connections',
  },
  {
    name: 'a worker that ended is not started again',
    changes: [
      {
        file: 'platform/processes/workers.js',
        text: 'setTimeout(() => this.fill(), delayMs);',
        by: '',
      },
    ],
    spec: 'test/workers.e2e-spec.ts',
    tests: 'while a worker is killed',
  },
  {
    name: 'the first process ends before its workers',
    changes: [
      {
        file: 'platform/processes/workers.js',
        text: 'if (this.bornAt.size === 0)\n            this.report.ended(this.code);\n    }\n    /**',
        by: 'this.report.ended(this.code);\n    }\n    /**',
      },
    ],
    spec: 'test/workers.e2e-spec.ts',
    tests: 'answers what it has accepted',
  },
  {
    name: 'processes do not take turns at a coupon (PostgreSQL)',
    changes: [turnAtCoupon],
    spec: 'test/turns.e2e-spec.ts',
    tests: 'take turns',
  },
  {
    name: 'one statement issues a batch without a lock on the coupon (PostgreSQL)',
    changes: [
      { file: statements, text: 'ends_at > clock_timestamp()) FOR UPDATE)', by: 'ends_at > clock_timestamp()))' },
    ],
    spec: 'test/single-statement.e2e-spec.ts',
    tests: 'while it waited for the lock',
  },
  {
    name: 'one statement issues a batch before the event opens (PostgreSQL)',
    changes: [{ file: statements, text: 'starts_at <= clock_timestamp()', by: 'TRUE' }],
    spec: 'test/single-statement.e2e-spec.ts',
    tests: 'in one transaction',
  },
  {
    name: 'one statement issues a batch that is larger than the stock (PostgreSQL)',
    changes: [{ file: statements, text: 'count >= $5', by: 'count > 0 AND $5::int > 0' }],
    spec: 'test/single-statement.e2e-spec.ts',
    tests: 'in one transaction',
  },
  {
    name: 'one statement issues coupons for hidden works (PostgreSQL)',
    changes: [
      { file: statements, text: 'WHERE id = ANY($3::int[]) AND NOT is_hidden)', by: 'WHERE id = ANY($3::int[]))' },
    ],
    spec: 'test/single-statement.e2e-spec.ts',
    tests: 'in one transaction',
  },
  {
    name: 'presses that one statement skipped are not decided (PostgreSQL)',
    changes: [
      {
        file: 'coupon/issuing/postgres-issuing-writer.js',
        text: 'const others = presses.filter((press) => !rows.has(press));',
        by: 'const others = rows.size > 0 ? [] : presses;',
      },
    ],
    spec: 'test/single-statement.e2e-spec.ts',
    tests: 'in one transaction',
  },
  {
    name: 'issued coupons are not written into the ledger (PostgreSQL)',
    changes: [
      {
        file: 'coupon/stock/issued-units.js',
        text: "'issued', -number, at FROM units WHERE number > 0",
        by: "'issued', -number, at FROM units WHERE FALSE",
      },
    ],
    spec: 'test/single-statement.e2e-spec.ts',
    tests: 'leaves stock, ledger and rows',
  },
  {
    name: 'the stock is not checked',
    changes: [stockCheck],
    spec: 'test/issue-race.e2e-spec.ts',
    tests: 'a stock of 50|the last unit',
  },
  {
    name: 'a used coupon is revoked, and its unit sold again',
    changes: [
      {
        file: 'coupon/issued/coupon-user.service.js',
        text: 'if (row.isUsed)\n            throw cannotRevokeUsed();',
        by: '',
      },
    ],
    spec: 'test/used-coupon.e2e-spec.ts',
    tests: 'cannot be revoked',
  },
  {
    name: 'whether a coupon is used is read before its row is locked (PostgreSQL)',
    changes: [
      {
        file: 'coupon/issued/coupon-user.service.js',
        text: 'return { coupon: coupon, row: row };',
        by: 'return { coupon: coupon, row: found };',
      },
    ],
    spec: 'test/used-coupon.e2e-spec.ts',
    tests: 'while a revocation waits for the lock',
  },
  {
    name: 'an old form brings the hours back that another operator changed',
    changes: [{ file: 'coupon/coupon.service.js', text: 'if (hasConflicts(row, terms, seen))', by: 'if (false)' }],
    spec: 'test/admin-stale.e2e-spec.ts',
    tests: 'does not bring the old hours back',
  },
  {
    name: 'a revoked coupon goes back to a full stock',
    changes: [
      {
        file: 'coupon/stock/coupon-stock.service.js',
        text: 'if (locked.count > MAX_INTEGER - units)',
        by: 'if (false)',
      },
    ],
    spec: 'test/stock-range.e2e-spec.ts',
    tests: 'takes no revoked coupon back',
  },
  {
    name: 'the stock is neither checked nor constrained',
    changes: [
      stockCheck,
      {
        file: migration,
        text: "['discount_amount', 'discount_rate', 'count'].map((name) => ({",
        by: '[].map((name) => ({',
      },
    ],
    spec: 'test/exact.e2e-spec.ts',
    tests: 'the stock covers half of it',
  },
  {
    name: "the coupon's row is not locked (PostgreSQL)",
    changes: [
      { file: 'platform/database/sql/entity-sql.js', text: "query.setLock('pessimistic_write');", by: ';' },
      turnAtCoupon,
      noSingleStatement,
    ],
    spec: 'test/fault-lock.e2e-spec.ts',
    tests: 'two processes wait for the same lock',
  },
  {
    name: 'SQLite writes without a transaction',
    changes: [
      {
        file: 'platform/database/sqlite/sqlite-transactions.js',
        text: 'this.handle.transaction(() => this.drive(tx, work(tx))).immediate()',
        by: 'this.drive(tx, work(tx))',
      },
      {
        file: 'platform/database/sqlite/sqlite-transactions.js',
        text: 'this.handle.transaction(all).immediate()',
        by: 'all()',
      },
    ],
    spec: 'test/fault-disk.e2e-spec.ts',
    tests: 'dies at some write of a batch',
  },
  {
    name: 'whether the member already holds one is not checked',
    changes: [holdersLookUp],
    spec: 'test/issue.e2e-spec.ts',
    tests: 'returns the held code on a repeated press',
  },
  {
    name: 'whether the member already holds one is not checked, and no constraint prevents a second one',
    changes: [holdersLookUp, uniqueHolding],
    spec: 'test/issue.e2e-spec.ts',
    tests: 'returns the held code on a repeated press',
  },
  {
    name: 'whether the same press is earlier in the batch is not checked',
    changes: [{ file: decision, text: 'if (firstIndex !== undefined)', by: 'if (false)' }],
    spec: 'test/issue-batch.e2e-spec.ts',
    tests: 'get their own answer each',
  },
  {
    name: 'a batch is settled from its end',
    changes: [
      {
        file: 'coupon/issuing/batch-queue.js',
        text: 'this.waiting.splice(0, this.maxBatch)',
        by: 'this.waiting.splice(0, this.maxBatch).reverse()',
      },
    ],
    spec: 'test/issue-batch.e2e-spec.ts',
    tests: 'get the stock in the order of their arrival',
  },
  {
    name: 'presses of a failed batch are tried one by one during an outage',
    changes: [
      {
        file: 'coupon/issuing/batch-queue.js',
        text: 'if (failure instanceof DomainError)',
        by: 'if (false)',
      },
    ],
    spec: 'test/services/coupon-issuer-outage.spec.ts',
    tests: 'one by one up to the first',
  },
  {
    name: 'a code that is taken is not drawn again',
    changes: [{ file: issuer, text: 'if (draw === MAX_DRAWS)', by: 'if (draw === 1)' }],
    spec: 'test/issue-batch.e2e-spec.ts',
    tests: 'get a new code when',
  },
  {
    name: 'a coupon that was once seen sold out stays sold out',
    changes: [
      {
        file: issuer,
        text: 'const refusals = await this.lookUps.read((tx) => this.program.answerIfSoldOut(tx, couponId, presses));',
        by: "const refusals = presses.map(() => ({ kind: 'sold-out' }));",
      },
    ],
    spec: 'test/sold-out.e2e-spec.ts',
    tests: 'stock that comes back|still gets its code',
  },
  {
    name: 'a movement of the stock is not written into the ledger',
    changes: [
      { file: 'coupon/stock/coupon-stock.service.js', text: 'this.record(tx, couponId, kind, delta, reason);', by: '' },
    ],
    spec: 'test/exact.e2e-spec.ts',
    tests: 'an operator adds to the stock',
  },
  {
    name: 'SQLite does not wait for the disk',
    changes: [
      { file: 'platform/database/data-source-options.js', text: 'synchronous = FULL', by: 'synchronous = OFF' },
      { file: 'platform/database/data-source-options.js', text: 'synchronous !== 2', by: 'synchronous !== 0' },
    ],
    spec: 'test/fault-disk.e2e-spec.ts',
    tests: 'is synced at least once',
  },
  {
    name: 'coupons revoked before the ledger stay out of it',
    changes: [
      {
        file: 'migrations/1795478400000-record-coupons-revoked-before-ledger.js',
        text: 'AND gap."issued" > 0',
        by: 'AND FALSE',
      },
    ],
    spec: 'test/migrations.e2e-spec.ts',
    tests: 'on SQLite has its first ledger completed',
  },
  {
    name: 'a migration has as little time as a request (PostgreSQL)',
    changes: [
      {
        file: 'platform/database/migrations/migrate.js',
        text: 'dataSourceOptions(location, UNLIMITED)',
        by: 'dataSourceOptions(location)',
      },
    ],
    spec: 'test/migration-time.e2e-spec.ts',
    tests: 'takes longer than any request may',
  },
  {
    name: 'an outage leaves no trace',
    changes: [{ file: 'platform/http/errors/error-answer.js', text: 'outageLog.note(outage, requestId);', by: ';' }],
    spec: 'test/outage.e2e-spec.ts',
    tests: 'is in the log',
  },
  {
    name: 'whether the database can be written is not probed',
    changes: [
      {
        file: 'platform/observability/readiness.service.js',
        text: 'isReadable && (await this.within(write, unwritable))',
        by: 'isReadable',
      },
    ],
    spec: 'test/outage.e2e-spec.ts',
    tests: 'A full disk is in the log once a second',
  },
  {
    name: 'SQLite waits for the disk at checkpoints only',
    changes: [
      { file: 'platform/database/data-source-options.js', text: 'synchronous = FULL', by: 'synchronous = NORMAL' },
      { file: 'platform/database/data-source-options.js', text: 'synchronous !== 2', by: 'synchronous !== 1' },
    ],
    spec: 'test/fault-disk.e2e-spec.ts',
    tests: 'is synced at least once',
  },
  {
    name: 'the answer does not wait for COMMIT (PostgreSQL)',
    changes: [
      {
        file: 'platform/database/postgres/postgres-transactions.js',
        text: 'const results = await this.send(client, [...before, ...step.value, ...after]);',
        by: "const results = await this.send(client, [...before, ...step.value]); if (after.length > 0) { this.send(client, after).catch(() => undefined); results.push({ command: 'COMMIT' }); }",
      },
    ],
    spec: 'test/fault-connection.e2e-spec.ts',
    tests: 'cut at COMMIT before they arrive',
  },
  {
    name: 'a press that is left open is refused as sold out',
    changes: [
      {
        file: issuer,
        text: "throw hasCode(error, 'UNAVAILABLE') ? outcomeUnknown(error.cause) : error;",
        by: "throw hasCode(error, 'UNAVAILABLE') ? refusalOf({ kind: 'sold-out' }, {}) : error;",
      },
    ],
    spec: 'test/fault-lock.e2e-spec.ts',
    tests: 'on SQLite presses get 503',
  },
  {
    name: 'a hidden coupon is issued',
    changes: [{ file: decision, text: '!coupon || coupon.isHidden', by: '!coupon' }],
    spec: 'test/issue.e2e-spec.ts',
    tests: 'refuses a hidden coupon',
  },
  {
    name: 'a coupon is issued for a hidden work',
    changes: [
      { file: statements, text: 'WHERE id = ANY($1::int[]) AND NOT is_hidden', by: 'WHERE id = ANY($1::int[])' },
      { file: statements, text: 'WHERE NOT is_hidden', by: '' },
    ],
    spec: 'test/issue.e2e-spec.ts',
    tests: 'refuses a hidden coupon',
  },
  {
    name: 'a paused event issues coupons',
    changes: [
      { file: 'coupon/event-hours.js', text: "return coupon.paused ? 'paused' : undefined;", by: 'return undefined;' },
    ],
    spec: 'test/hours.e2e-spec.ts',
    tests: 'PAUSED: nothing is issued',
  },
  {
    name: 'a revoked coupon is returned as if it were held',
    changes: [
      {
        file: 'coupon/issuing/issue-refusal.js',
        text: 'result.row.revokedAt ? revoked() : alreadyIssued(',
        by: 'alreadyIssued(',
      },
    ],
    spec: 'test/sold-out.e2e-spec.ts',
    tests: 'a revoked coupon goes to the next member',
  },
  {
    name: "another member's issued coupon is shown",
    changes: [{ file: 'coupon/issued/coupon-user.service.js', text: 'findOneBy({ id, userId,', by: 'findOneBy({ id,' }],
    spec: 'test/issue.e2e-spec.ts',
    tests: 'hides those of other members',
  },
  {
    name: 'the origin is not checked',
    changes: [{ file: 'app.setup.js', text: 'app.enableCsrfProtection();', by: '' }],
    spec: 'test/cross-origin.e2e-spec.ts',
    tests: 'with a foreign Origin',
  },
  {
    name: 'a refusal is lost when a client that asked to close the connection still sends',
    changes: [{ file: 'platform/http/bodies/unread-body.js', text: 'response.shouldKeepAlive ||', by: 'true ||' }],
    spec: 'test/slow-clients.e2e-spec.ts',
    tests: 'though it asked to close the connection',
  },
  {
    name: 'a service that other machines cannot reach passes the checks',
    changes: [{ file: 'coupon/checks/event-checks.service.js', text: 'LOOPBACK.includes(host)', by: 'false' }],
    spec: 'test/admin-checks.e2e-spec.ts',
    tests: 'HOST=127.0.0.1',
  },
  {
    name: 'hashes of passwords occupy every core',
    changes: [
      {
        file: 'account/password/password-hasher.js',
        text: 'cluster.isWorker ? 1 : Math.max(1, Math.min(2, availableParallelism() - 1))',
        by: 'availableParallelism()',
      },
    ],
    spec: 'test/services/password-hasher.spec.ts',
    tests: 'at a time here',
  },
  {
    name: 'a login is throttled because others at its address are in progress',
    changes: [
      {
        file: 'account/login/login-limiter.js',
        text: 'return refusal.fullKey;',
        by: "throw this.refused({ by: 'address', key: refusal.fullKey }, 1_000, attempt);",
      },
    ],
    spec: 'test/login-crowd.e2e-spec.ts',
    tests: 'all get in',
  },
  {
    name: 'production has a demonstration that nobody asked for',
    changes: [
      { file: 'platform/config/settings.js', text: "flag(env, 'DEMO', !production)", by: "flag(env, 'DEMO', true)" },
    ],
    spec: 'test/trial.e2e-spec.ts',
    tests: 'unless it is asked for',
  },
  {
    name: 'of the two settings of the first admin only the first problem is reported',
    changes: [
      {
        file: 'platform/config/first-admin.js',
        text: 'problems.of(() => requirePassword(password));',
        by: '',
      },
    ],
    spec: 'test/settings.e2e-spec.ts',
    tests: 'all at once',
    says: 'Expected substring: "- SUPERUSER_PASSWORD',
  },
  {
    name: 'a trial answers for every host name',
    changes: [
      {
        file: 'platform/config/settings.js',
        text: 'return trial ? TRIAL_HOSTS : LOCAL_HOSTS;',
        by: "return trial ? ['*'] : LOCAL_HOSTS;",
      },
    ],
    spec: 'test/trial.e2e-spec.ts',
    tests: 'on every route, in one sentence',
  },
  {
    name: 'other host names are served with a key that the service made itself',
    changes: [{ file: 'platform/config/settings.js', text: '&& isLocal &&', by: '&&' }],
    spec: 'test/trial.e2e-spec.ts',
    tests: 'SECRET_KEY is missing',
  },
  {
    name: 'a secret key that other users can read is taken',
    changes: [{ file: 'platform/session/secret-key-file.js', text: 'status.mode & OTHER_USERS', by: 'false' }],
    spec: 'test/secret-key.e2e-spec.ts',
    tests: 'lets other users in',
  },
  {
    name: 'an empty secret key is taken',
    changes: [
      {
        file: 'platform/session/secret-key-file.js',
        text: 'key.trim().length >= MIN_SECRET_KEY_CHARACTERS',
        by: 'true',
      },
    ],
    spec: 'test/secret-key.e2e-spec.ts',
    tests: 'is refused when it is',
  },
  {
    name: 'the secret key is read through a symbolic link',
    changes: [{ file: 'platform/session/secret-key-file.js', text: ' | constants.O_NOFOLLOW', by: '' }],
    spec: 'test/secret-key.e2e-spec.ts',
    tests: 'through a symbolic link',
  },
  {
    name: 'the secret key of a process that starts at the same moment is replaced',
    changes: [
      {
        file: 'platform/database/sqlite/private-file.js',
        text: 'linkSync(draft, file);',
        by: 'rmSync(file, { force: true }); linkSync(draft, file);',
      },
    ],
    spec: 'test/secret-key.e2e-spec.ts',
    tests: 'while this one writes its own',
  },
  {
    name: 'the secret key is not synced',
    changes: [
      {
        file: 'platform/database/sqlite/private-file.js',
        text: "sync(draft, 'r+');",
        by: '',
      },
    ],
    spec: 'test/secret-key.e2e-spec.ts',
    tests: 'is synced',
  },
  {
    name: 'the host name is not checked',
    changes: [{ file: 'app.setup.js', text: 'app.use(hostMiddleware(settings));', by: '' }],
    spec: 'test/host.e2e-spec.ts',
    tests: 'is refused on every route',
  },
  {
    name: 'the security headers are not set',
    changes: [{ file: 'app.setup.js', text: 'app.useSecurityHeaders(securityHeaders(settings));', by: '' }],
    spec: 'test/headers.e2e-spec.ts',
    tests: 'carries the security headers',
  },
  {
    name: 'X-Forwarded-For is trusted from any client',
    changes: [
      {
        file: 'app.setup.js',
        text: "app.set('trust proxy', settings.trustedProxies);",
        by: "app.set('trust proxy', true);",
      },
    ],
    spec: 'test/login-limit.e2e-spec.ts',
    tests: 'is not passed by a changed X-Forwarded-For|only the address that the proxy itself',
  },
  {
    name: 'the session keeps its id at login',
    changes: [
      {
        file: 'account/login/session-login.js',
        text: 'await promisify(request.logIn.bind(request))(user);',
        by: 'request.session.passport = { user: { id: user.id, epoch: user.sessionEpoch } }; await promisify(request.session.save.bind(request.session))();',
      },
    ],
    spec: 'test/session.e2e-spec.ts',
    tests: 'of an attacker is not the one that a victim logs in to',
  },
  {
    name: 'a login that cannot be recorded answers 500',
    changes: [{ file: 'account/login/session-login.js', text: 'outage ? unavailable(outage) : error', by: 'error' }],
    spec: 'test/admin-history-rollback.e2e-spec.ts',
    tests: 'refuse a login by',
  },
  {
    name: 'the session lives on after logout',
    changes: [
      {
        file: 'account/login/session-login.js',
        text: 'await promisify(request.session.destroy.bind(request.session))();',
        by: '',
      },
    ],
    spec: 'test/session.e2e-spec.ts',
    tests: 'is dead on the server after',
  },
  {
    name: 'sessions outlive a password change',
    changes: [
      {
        file: 'account/signed-in/signed-in-users.js',
        text: '=> epoch === sessionEpoch;',
        by: '=> true;',
      },
    ],
    spec: 'test/session.e2e-spec.ts',
    tests: 'a password was changed in',
  },
  {
    name: 'sessions outlive a deactivation',
    changes: [{ file: 'account/signed-in/signed-in.statements.js', text: '\'member."is_active"\'', by: "'1 = 1'" }],
    spec: 'test/session.e2e-spec.ts',
    tests: 'of a deactivated member',
  },
  {
    name: 'a member may have any number of sessions',
    changes: [
      { file: 'platform/session/session.store.js', text: 'MAX_SESSIONS_EACH = 20', by: 'MAX_SESSIONS_EACH = 1000' },
    ],
    spec: 'test/session-limit.e2e-spec.ts',
    tests: 'are twenty',
  },
  {
    name: 'expired sessions are good',
    changes: [
      {
        file: 'platform/session/session.store.js',
        text: '"expires_at" > ${placeholder(2)}',
        by: '("expires_at" > ${placeholder(2)} OR TRUE)',
      },
    ],
    spec: 'test/account.e2e-spec.ts',
    tests: 'ends after 3,600 seconds',
  },
  {
    name: 'expired sessions are good for a press',
    changes: [
      {
        file: 'account/signed-in/signed-in.statements.js',
        text: 'row.expires_at > $2',
        by: '(row.expires_at > $2 OR TRUE)',
      },
      {
        file: 'account/signed-in/signed-in.statements.js',
        text: 'session.expires_at > ?',
        by: '(session.expires_at > ? OR TRUE)',
      },
    ],
    spec: 'test/press-paths.e2e-spec.ts',
    tests: 'a session that is over',
  },
  {
    name: 'any body is read as JSON',
    changes: [
      {
        file: 'platform/http/bodies/body.middleware.js',
        text: "if (hasBody(request) && !request.is('application/json'))",
        by: 'if (false)',
      },
      {
        file: 'platform/http/bodies/body.middleware.js',
        text: "strict: false, type: 'application/json'",
        by: 'strict: false, type: () => true',
      },
    ],
    spec: 'test/hostile-input.e2e-spec.ts',
    tests: 'does not read text/plain as JSON',
  },
  {
    name: 'SIGTERM drops the requests that are under way',
    changes: [
      {
        file: 'platform/observability/shutdown.js',
        text: 'app.close().then(',
        by: 'app.getHttpServer().closeAllConnections(); app.close().then(',
      },
    ],
    spec: 'test/start.e2e-spec.ts',
    tests: 'ends the server with 0 after every accepted request',
  },
  {
    name: 'the error of a broken PostgreSQL connection is not handled',
    changes: [
      { file: 'platform/database/postgres/postgres-transactions.js', text: "client.on('error', ignoreError);", by: '' },
    ],
    spec: 'test/fault-connection.e2e-spec.ts',
    tests: 'cut at COMMIT after they are answered',
  },
  {
    name: 'the error of a broken connection outside of the pool is not handled',
    changes: [
      {
        file: 'platform/database/postgres/postgres-connection.js',
        text: "client.on('error', () => undefined);",
        by: '',
      },
    ],
    spec: 'test/fault-maintenance.e2e-spec.ts',
    tests: 'npm run verify',
  },
  {
    name: 'synchronous_commit may be turned off',
    changes: [
      {
        file: 'platform/database/data-source-options.js',
        text: "'synchronous_commit=on'",
        by: "'synchronous_commit=off'",
      },
    ],
    spec: 'test/fault-postgres.e2e-spec.ts',
    tests: 'configured not to wait for the disk',
  },
  {
    name: 'a revoked coupon can be marked',
    changes: [{ file: 'coupon/issued/coupon-user.service.js', text: 'throw cannotMarkRevoked();', by: '' }],
    spec: 'test/used-coupon.e2e-spec.ts',
    tests: 'once revoked, is left alone by',
  },
  {
    name: 'an issued coupon is shown after it was revoked',
    changes: [
      {
        file: 'coupon/issued/coupon-user.service.js',
        text: 'where: { id: In(ids), revokedAt: IsNull() }',
        by: 'where: { id: In(ids) }',
      },
    ],
    spec: 'test/sold-out.e2e-spec.ts',
    tests: 'a revoked coupon goes to the next member',
  },
  {
    name: 'the last owner can lose the role',
    changes: [{ file: 'account/member-admin.service.js', text: 'if (needsOwner &&', by: 'if (false &&' }],
    spec: 'test/rights-race.e2e-spec.ts',
    tests: 'one stays an owner',
  },
  {
    name: 'an operator may take away their own rights',
    changes: [{ file: 'account/member-admin.service.js', text: 'if (userId === act.by.userId)', by: 'if (false)' }],
    spec: 'test/admin.e2e-spec.ts',
    tests: 'cannot take rights from its own account',
  },
  {
    name: 'any member is an operator',
    changes: [
      {
        file: 'admin/http/operator.guard.js',
        text: 'if (request.user && roleOf(request.user))',
        by: 'if (request.user)',
      },
    ],
    spec: 'test/session.e2e-spec.ts',
    tests: 'which is closed to members and visitors',
  },
  {
    name: 'the panel answers before the guard',
    changes: [
      {
        file: 'admin/http/admin.router.js',
        text: 'operatorGuard, operatorPagesRouter(pages, places)',
        by: 'operatorPagesRouter(pages, places)',
      },
    ],
    spec: 'test/admin-mount.e2e-spec.ts',
    tests: 'before it answers',
  },
  {
    name: 'the preview answers before the guard',
    changes: [
      {
        file: 'admin/http/admin.router.js',
        text: 'operatorGuard, operatorPagesRouter(pages, places)',
        by: 'operatorPagesRouter(pages, places), operatorGuard',
      },
    ],
    spec: 'test/event-preview.e2e-spec.ts',
    tests: 'is for operators only',
  },
  {
    name: 'the preview runs the script of the event page',
    changes: [{ file: 'event/preview/event-preview.js', text: 'script: undefined,', by: '' }],
    spec: 'test/event-preview.e2e-spec.ts',
    tests: 'has no form, no script',
  },
  {
    name: 'the preview has the form of the event page',
    changes: [
      {
        file: 'event/preview/event-preview.js',
        text: 'title: `${preview.heading} · ${view.title}`, preview }',
        by: 'title: `${preview.heading} · ${view.title}` }',
      },
    ],
    spec: 'test/event-preview.e2e-spec.ts',
    tests: 'has no form, no script',
  },
  {
    name: 'the preview shows no hidden coupon',
    changes: [
      { file: 'coupon/coupon.service.js', text: 'findOneBy({ id })', by: 'findOneBy({ id, isHidden: false })' },
    ],
    spec: 'test/event-preview.e2e-spec.ts',
    tests: 'says what it is',
  },
  {
    name: 'the checks let ten times the last stock pass',
    changes: [
      {
        file: 'coupon/checks/stock.checks.js',
        text: 'supply >= TIMES * last.supply',
        by: 'supply > TIMES * last.supply',
      },
    ],
    spec: 'test/admin-checks.e2e-spec.ts',
    tests: 'find ten times the last stock',
  },
  {
    name: 'the checks let a tenth of the last stock pass',
    changes: [
      {
        file: 'coupon/checks/stock.checks.js',
        text: 'supply * TIMES <= last.supply',
        by: 'supply * TIMES < last.supply',
      },
    ],
    spec: 'test/admin-checks.e2e-spec.ts',
    tests: 'find a tenth of the last stock',
  },
  {
    name: 'the checks warn of what members can just take',
    changes: [{ file: 'coupon/checks/stock.checks.js', text: 'event.count > takeable', by: 'event.count >= takeable' }],
    spec: 'test/admin-checks.e2e-spec.ts',
    tests: 'what members can just take',
  },
  {
    name: 'the checks warn of stock that was taken out again',
    changes: [{ file: 'coupon/checks/stock.checks.js', text: 'times(one) - times(-one) > 1', by: 'times(one) > 1' }],
    spec: 'test/admin-checks.e2e-spec.ts',
    tests: 'until it is taken out again',
  },
  {
    name: 'the checks do not see a discount over 100 %',
    changes: [
      { file: 'coupon/checks/discount.checks.js', text: 'discountRate > FREE && overFree(discountRate)', by: 'false' },
    ],
    spec: 'test/admin-checks.e2e-spec.ts',
    tests: 'find a discount over 100%',
  },
  {
    name: 'the checks take a discount over 100 % for a warning',
    changes: [{ file: 'coupon/checks/discount.checks.js', text: "red('OVER_100'", by: "yellow('OVER_100'" }],
    spec: 'test/admin-checks.e2e-spec.ts',
    tests: 'find a discount over 100%',
  },
  {
    name: 'the checks compare with the last stock without the withdrawn units',
    changes: [{ file: 'coupon/stock/stock-movement.entity.js', text: ` AND "kind" <> 'withdrawn'`, by: '' }],
    spec: 'test/admin-checks.e2e-spec.ts',
    tests: 'whatever was revoked without returning the units',
  },
  {
    name: 'the checks do not see an end in the past',
    changes: [{ file: 'coupon/checks/hours.checks.js', text: 'endsAt !== null && endsAt <= facts.now', by: 'false' }],
    spec: 'test/admin-checks.e2e-spec.ts',
    tests: 'find the dates of last year',
  },
  {
    name: 'the checks count hidden works',
    changes: [
      {
        file: 'coupon/checks/event-facts.statements.js',
        text: 'FROM "work" WHERE NOT "is_hidden"',
        by: 'FROM "work"',
      },
    ],
    spec: 'test/admin-checks.e2e-spec.ts',
    tests: 'no work is visible',
  },
  {
    name: 'the checks do not see plain HTTP',
    changes: [{ file: 'admin/http/run-action.js', text: 'isSecure: request.secure', by: 'isSecure: true' }],
    spec: 'test/admin-checks.e2e-spec.ts',
    tests: 'how the operator’s request came',
  },
  {
    name: 'the checks do not see a proxy that is not trusted',
    changes: [{ file: 'coupon/checks/service.checks.js', text: 'isForwarded && !trustsProxies', by: 'false' }],
    spec: 'test/admin-checks.e2e-spec.ts',
    tests: 'find its settings and the demonstration',
  },
  {
    name: 'an export answers before the guard',
    changes: [
      {
        file: 'admin/http/admin.router.js',
        text: 'operatorGuard, operatorPagesRouter(pages, places)',
        by: 'operatorPagesRouter(pages, places)',
      },
      {
        file: 'admin/http/operator-of.js',
        text: 'const role = user && roleOf(user);',
        by: "const role = 'owner';\n    user ??= { id: 0, email: '' };",
      },
    ],
    spec: 'test/export-stream.e2e-spec.ts',
    tests: 'refused to members and visitors',
  },
  {
    name: 'a page of another site can start an export',
    changes: [{ file: 'admin/http/send-file.js', text: 'if (isFromOtherSite(request))', by: 'if (false)' }],
    spec: 'test/export.e2e-spec.ts',
    tests: 'not started by a page of another site',
  },
  {
    name: 'a HEAD runs an export',
    changes: [{ file: 'admin/http/send-file.js', text: "if (request.method !== 'GET')", by: 'if (false)' }],
    spec: 'test/export.e2e-spec.ts',
    tests: 'every method but GET',
  },
  {
    name: 'an export has formulas',
    changes: [{ file: 'admin/export/csv.js', text: 'escape_formulas: true', by: 'escape_formulas: false' }],
    spec: 'test/export.e2e-spec.ts',
    tests: 'has the rows of the database',
  },
  {
    name: 'an export does not escape a text that looks escaped',
    changes: [{ file: 'admin/export/csv.js', text: 'looksEscaped(text) ?', by: 'false ?' }],
    spec: 'test/export-import.e2e-spec.ts',
    tests: 'gives the same works to an empty catalog',
  },
  {
    name: 'the import of works does not remove the escape of formulas',
    changes: [{ file: 'platform/text/formula-escape.js', text: 'looksEscaped(cell) ?', by: 'false ?' }],
    spec: 'test/export-import.e2e-spec.ts',
    tests: 'gives the same works to an empty catalog',
  },
  {
    name: 'a list reads all rows for the beginning of a text',
    changes: [{ file: 'admin/table/list-statements.js', text: 'Math.min(size, PREFIX_WINDOW)', by: 'size' }],
    spec: 'test/admin-lists.e2e-spec.ts',
    tests: 'not all rows were searched',
  },
  {
    name: 'a filter takes a time without its offset',
    changes: [
      {
        file: 'admin/table/conditions.js',
        text: String.raw`(Z|[+-]\d{2}:\d{2}))?$/`,
        by: String.raw`(Z|[+-]\d{2}:\d{2})?)?$/`,
      },
    ],
    spec: 'test/admin-hidden.e2e-spec.ts',
    tests: 'T12:00 in words',
  },
  {
    name: 'a filter by the first time of issue takes ids to be in the order of times',
    changes: [{ file: 'admin/table/created-between.js', text: 'at.getTime() - SLACK_MS', by: 'at.getTime()' }],
    spec: 'test/created-out-of-order.e2e-spec.ts',
    tests: 'from the later time on',
  },
  {
    name: 'a filter by the last time of issue takes ids to be in the order of times',
    changes: [{ file: 'admin/table/created-between.js', text: 'at.getTime() + SLACK_MS', by: 'at.getTime()' }],
    spec: 'test/created-out-of-order.e2e-spec.ts',
    tests: 'up to the earlier time',
  },
  {
    name: 'a filter by time of issue looks for an instant in the year 10000',
    changes: [
      {
        file: 'admin/table/created-between.js',
        text: 'Math.min(at.getTime() + SLACK_MS, LAST_INSTANT)',
        by: 'at.getTime() + SLACK_MS',
      },
    ],
    spec: 'test/created-out-of-order.e2e-spec.ts',
    tests: 'the year 9999',
  },
  {
    name: 'an export does not apply the filters without an index',
    changes: [
      {
        file: 'admin/table/walk-statements.js',
        text: 'const rest = allOf(source, others)',
        by: 'const rest = allOf(source, [])',
      },
    ],
    spec: 'test/export.e2e-spec.ts',
    tests: 'all rows that match the filters',
  },
  {
    name: 'an export applies the filter by email to the first 1,000 members only',
    changes: [{ file: 'admin/table/walk-statements.js', text: 'condition.unlimited ?? condition', by: 'condition' }],
    spec: 'test/export.e2e-spec.ts',
    tests: 'all rows that match the filters',
  },
  {
    name: 'an export ends where the list stops searching',
    changes: [{ file: 'admin/export/matching-rows.js', text: "&& !count['is_partial']", by: '' }],
    spec: 'test/export.e2e-spec.ts',
    tests: 'all rows that match the filters',
  },
  {
    name: 'an export goes on with the rows that a sale adds',
    changes: [
      {
        file: 'admin/table/walk-statements.js',
        text: 'parameters: [...looked.parameters, after, last]',
        by: 'parameters: [...looked.parameters, after, 2 ** 31 - 1]',
      },
    ],
    spec: 'test/export-stream.e2e-spec.ts',
    tests: 'none that a sale adds',
  },
  {
    name: 'any number of exports run at the same time',
    changes: [{ file: 'admin/export/panel-exports.js', text: 'if (this.running)', by: 'if (false)' }],
    spec: 'test/export-stream.e2e-spec.ts',
    tests: 'refuses a second one',
  },
  {
    name: 'a stop waits for an export',
    changes: [{ file: 'admin/export/panel-exports.js', text: 'this.stopping.abort()', by: '' }],
    spec: 'test/export-stream.e2e-spec.ts',
    tests: 'breaks off when the service stops',
  },
  {
    name: 'AdminJS is mounted by the default loader',
    changes: [
      { file: 'admin/panel/panel.module.js', text: 'customLoader: PanelLoader', by: 'customLoader: undefined' },
    ],
    spec: 'test/admin-mount.e2e-spec.ts',
    tests: 'before it answers',
  },
  {
    name: 'AdminJS bundles when it is loaded',
    changes: [
      {
        file: 'admin/panel/panel.module.js',
        text: 'AdminJS.prototype.watch = ',
        by: 'void ',
      },
    ],
    spec: 'test/admin-mount.e2e-spec.ts',
    tests: 'bundles and writes nothing',
  },
  {
    name: 'a password is changed without the current one',
    changes: [
      {
        file: 'account/account.service.js',
        text: '() => this.verify(user.emailKey, currentPassword, client.address)',
        by: '() => Promise.resolve(user)',
      },
    ],
    spec: 'test/session.e2e-spec.ts',
    tests: 'stays when a password change is refused',
  },
  {
    name: 'a password is changed over one that was changed meanwhile (PostgreSQL)',
    changes: [
      {
        file: 'account/account.service.js',
        text: '{ id: userId, password: verified.password }',
        by: '{ id: userId }',
      },
    ],
    spec: 'test/rights-race.e2e-spec.ts',
    tests: 'on PostgreSQL and change one password',
  },
  {
    name: 'a changed password is not asked the password rules',
    changes: [{ file: 'account/account.service.js', text: 'this.requireStrong(newPassword, user.email);', by: '' }],
    spec: 'test/session.e2e-spec.ts',
    tests: 'stays when a password change is refused',
  },
  {
    name: 'a deactivated member may log in',
    changes: [{ file: 'account/account.service.js', text: '|| !user.isActive', by: '' }],
    spec: 'test/session.e2e-spec.ts',
    tests: 'of a deactivated member',
  },
  {
    name: "Django's password hashes are not looked for at the start",
    changes: [
      {
        file: 'account/password/legacy-hash-watch.js',
        text: 'this.passwords.expectLegacyHashes(this.maxIterations);',
        by: '',
      },
    ],
    spec: 'test/login-limit.e2e-spec.ts',
    tests: 'cost the server as much as a member of the original',
  },
  {
    name: 'the session is kept under its own id',
    changes: [
      {
        file: 'platform/session/stored-session-id.js',
        text: "createHash('sha256').update(id).digest('hex')",
        by: 'id',
      },
    ],
    spec: 'test/session.e2e-spec.ts',
    tests: 'is kept on the server under a digest',
  },
  {
    name: 'a cancelled wait for a standby counts as success',
    changes: [
      {
        file: 'platform/database/postgres/postgres-transactions.js',
        text: 'if (standby.wasCancelled)',
        by: 'if (false)',
      },
    ],
    spec: 'test/fault-standby-wait.e2e-spec.ts',
    tests: 'and the wait is cancelled',
  },
  {
    name: 'a standby is taken for the primary',
    changes: [{ file: 'platform/database/postgres/primary-client.js', text: 'done(this.refusal)', by: 'done()' }],
    spec: 'test/fault-former-primary.e2e-spec.ts',
    tests: 'if it is a standby',
  },
  {
    name: 'open connections to a server that becomes read-only are used',
    changes: [
      { file: 'platform/database/postgres/primary-client.js', text: 'this.refusal && this.isInUse', by: 'false' },
    ],
    spec: 'test/fault-former-primary.e2e-spec.ts',
    tests: 'once it is made read-only',
  },
  {
    name: 'a read-only server does not drop the other connections',
    changes: [
      {
        file: 'platform/database/postgres/postgres-transactions.js',
        text: 'isReadOnly(error) || isOutdatedStatement(error)',
        by: 'isOutdatedStatement(error)',
      },
    ],
    spec: 'test/fault-former-primary.e2e-spec.ts',
    tests: 'once it is made read-only',
  },
  {
    name: 'a late readiness probe does not drop the connections',
    changes: [
      {
        file: 'platform/observability/readiness.service.js',
        text: 'this.problem = problem();\n            this.connections.renew();',
        by: 'this.problem = problem();',
      },
    ],
    spec: 'test/fault-former-primary.e2e-spec.ts',
    tests: 'when the readiness probe is late',
  },
  {
    name: 'connections are not replaced before a repeated readiness probe',
    changes: [
      {
        file: 'platform/observability/readiness.service.js',
        text: 'if (this.problem)\n            this.connections.renew();',
        by: '',
      },
    ],
    spec: 'test/fault-former-primary.e2e-spec.ts',
    tests: 'when the service is ready again',
  },
  {
    name: 'idle connections are not replaced',
    changes: [{ file: 'platform/database/postgres/pooled-connections.js', text: 'if (isIdle)', by: 'if (false)' }],
    spec: 'test/transactions-recovery.e2e-spec.ts',
    tests: 'connections that are replaced',
  },
  {
    name: 'connections in use are not replaced when they are released',
    changes: [
      {
        file: 'platform/database/postgres/pooled-connections.js',
        text: 'if (this.outdated.has(client))',
        by: 'if (false)',
      },
    ],
    spec: 'test/transactions-recovery.e2e-spec.ts',
    tests: 'connections that are replaced',
  },
  {
    name: 'connections in use are broken when all are replaced',
    changes: [{ file: 'platform/database/postgres/pooled-connections.js', text: 'if (isIdle)', by: 'if (true)' }],
    spec: 'test/transactions-recovery.e2e-spec.ts',
    tests: 'connections that are replaced',
  },
  {
    name: 'a frozen process holds the lock of a coupon',
    changes: [
      {
        file: 'platform/database/data-source-options.js',
        text: 'idle_in_transaction_session_timeout: 2_000',
        by: 'idle_in_transaction_session_timeout: 600_000',
      },
    ],
    spec: 'test/fault-holder.e2e-spec.ts',
    tests: 'SIGSTOP',
  },
  {
    name: 'a COMMIT that ended in a rollback counts',
    changes: [
      {
        file: 'platform/database/postgres/postgres-transactions.js',
        text: "results.at(-1).command !== 'COMMIT'",
        by: 'false',
      },
    ],
    spec: 'test/fault-connection.e2e-spec.ts',
    tests: 'turns COMMIT into a rollback',
  },
  {
    name: 'PostgreSQL may read whole tables',
    changes: [{ file: 'platform/database/data-source-options.js', text: "'enable_seqscan=off',", by: '' }],
    spec: 'test/query-plan.e2e-spec.ts',
    tests: 'looked up by index',
  },
  {
    name: "the isolation level is left to the database's default",
    changes: [
      {
        file: 'platform/database/data-source-options.js',
        text: 'String.raw `default_transaction_isolation=read\\ committed`,',
        by: '',
      },
    ],
    spec: 'test/fault-lock.e2e-spec.ts',
    tests: 'no transaction has to be retried',
  },
  {
    name: 'batches that share a commit have no savepoint',
    changes: [
      {
        file: 'platform/database/sqlite/sqlite-transactions.js',
        text: 'value: this.commit(work) }',
        by: 'value: (() => { const tx = new Tx(this.sql); return this.drive(tx, work(tx)); })() }',
      },
    ],
    spec: 'test/issue-batch.e2e-spec.ts',
    tests: 'roll back when their batch fails',
  },
  {
    name: 'a press waits for the disk without a limit',
    changes: [
      {
        file: 'coupon/issuing/threaded-issuing-writer.js',
        text: 'MAX_TRANSACTION_MS)',
        by: '10 * MAX_TRANSACTION_MS)',
      },
    ],
    spec: 'test/fault-disk.e2e-spec.ts',
    tests: 'takes longer to sync',
  },
  {
    name: 'a thread that issues and ends is not started again',
    changes: [{ file: 'platform/database/sqlite/request-worker.js', text: 'this.thread = undefined;', by: '' }],
    spec: 'test/issue-batch.e2e-spec.ts',
    tests: 'ends after 0 ms',
  },
  {
    name: "the checkpointer does not copy SQLite's log",
    changes: [
      {
        file: 'platform/database/sqlite/checkpointer.js',
        text: 'if (log < RESET_PAGES || behind === 0)',
        by: 'if (true)',
      },
    ],
    spec: 'test/checkpoint.e2e-spec.ts',
    tests: 'is checkpointed by the server',
  },
  {
    name: 'a query leads the event page around the fast path',
    changes: [{ file: 'platform/http/fast-path/plain-get.js', text: 'end < 0 ? url : url.slice(0, end)', by: 'url' }],
    spec: 'test/event-paths.e2e-spec.ts',
    tests: 'to a visitor.* came by an advertisement',
  },
  {
    name: 'a refused press is shown with the cached page',
    changes: [
      {
        file: 'event/event.controller.js',
        text: 'outcome.status === 400 ? this.event.freshSnapshot() : this.event.snapshot()',
        by: 'this.event.snapshot()',
      },
    ],
    spec: 'test/event-page.e2e-spec.ts',
    tests: 'a work is gone',
  },
  {
    name: "the main thread waits for SQLite's disk",
    changes: [
      {
        file: 'platform/database/database.module.js',
        text: 'return new ThreadedSqliteTransactions(dataSource, reads, thread, tableVersions, writeLock);',
        by: 'return reads;',
      },
    ],
    spec: 'test/fault-writes.e2e-spec.ts',
    tests: 'a log-out, all other requests are answered',
  },
  {
    name: 'work that fails on the main thread is not rolled back on the thread that writes',
    changes: [
      {
        file: 'platform/database/sqlite/threaded-sqlite-transactions.js',
        text: 'if (ahead.length === 0)',
        by: 'if (false)',
      },
    ],
    spec: 'test/transactions.e2e-spec.ts',
    tests: 'Transactions on SQLite roll back when the work throws',
  },
  {
    name: 'transactions of several steps mix',
    changes: [
      {
        file: 'platform/database/sqlite/threaded-sqlite-transactions.js',
        text: 'return this.queue.acquire(locked, remainingMs());',
        by: 'return this.commit(work, late);',
      },
    ],
    spec: 'test/transactions.e2e-spec.ts',
    tests: 'exclude each other from a locked row',
  },
  {
    name: 'a transaction does not wait for a process that holds the SQLite file',
    changes: [
      {
        file: 'platform/database/sqlite/retry-while-busy.js',
        text: "if (failure === 'busy' && remainingMs() > 0)",
        by: 'if (false)',
      },
    ],
    spec: 'test/transactions.e2e-spec.ts',
    tests: 'waits for it, and then commits',
  },
  {
    name: 'a transaction that conflicts is not run again (PostgreSQL)',
    changes: [
      {
        file: 'platform/database/postgres/postgres-transactions.js',
        text: "if (failure === 'conflict' && attempt < ATTEMPTS)",
        by: 'if (false)',
      },
    ],
    spec: 'test/transactions-recovery.e2e-spec.ts',
    tests: 'in a deadlock|that fail to serialize',
  },
  {
    name: 'a transaction that fails is not rolled back (PostgreSQL)',
    changes: [
      { file: 'platform/database/postgres/postgres-transactions.js', text: '(await rolledBack(client))', by: 'true' },
    ],
    spec: 'test/transactions.e2e-spec.ts',
    tests: 'roll back when',
  },
  {
    name: 'what a transaction deferred is not written',
    changes: [
      {
        file: 'platform/database/tx.js',
        text: 'this.deferred.push(statement);',
        by: '',
      },
    ],
    spec: 'test/transactions.e2e-spec.ts',
    tests: 'deferred',
  },
  {
    name: 'one address may guess at any number of accounts',
    changes: [
      {
        file: 'account/login/login-budgets.js',
        text: 'Math.min(max, DISTINCT_ACCOUNTS * unit',
        by: 'Math.max(1e9, unit',
      },
    ],
    spec: 'test/login-limit.e2e-spec.ts',
    tests: 'stops one address that tries many accounts',
  },
  {
    name: 'one address may guess at one account without end',
    changes: [{ file: 'account/login/login-budgets.js', text: 'each * GROUP_FACTORS[level]', by: '1e9' }],
    spec: 'test/login-limit.e2e-spec.ts',
    tests: 'stops guessing after five tries',
  },
  {
    name: 'an account has no ceiling',
    changes: [{ file: 'account/login/login-budgets.js', text: 'ACCOUNT_CEILING * this.limit.points', by: '1e9' }],
    spec: 'test/login-limit.e2e-spec.ts',
    tests: 'on one account is stopped',
  },
  {
    name: 'strangers lock an owner out of the usual address',
    changes: [
      {
        file: 'account/login/memory-login-attempts.js',
        text: 'isRemembered: logins.has(networks, account),',
        by: 'isRemembered: false,',
      },
    ],
    spec: 'test/login-limit.e2e-spec.ts',
    tests: 'on one account is stopped|who logged in there before',
  },
  {
    name: 'each /64 of an IPv6 network counts for itself',
    changes: [
      { file: 'account/login/login-throttle.js', text: 'networkKeys(address)', by: 'networkKeys(address).slice(0, 1)' },
    ],
    spec: 'test/login-limit.e2e-spec.ts',
    tests: 'of one IPv6 network is stopped',
  },
  {
    name: 'guesses at the same moment outrun the count',
    changes: [{ file: 'account/login/login-budgets.js', text: 'counts.totalCount(key) >= allowed ||', by: '' }],
    spec: 'test/login-limit.e2e-spec.ts',
    tests: 'as many accounts are guessed at all at once',
  },
  {
    name: 'the coupon on the event page is hidden without a confirmation',
    changes: [
      { file: 'coupon/event-page-coupon/event-coupon.service.js', text: 'throw onEventPage(coupon, next);', by: ';' },
    ],
    spec: 'test/event-coupon.e2e-spec.ts',
    tests: 'is hidden only after the operator confirmed',
  },
  {
    name: 'a hidden coupon can be selected for the event page',
    changes: [
      { file: 'coupon/event-page-coupon/event-coupon.service.js', text: 'throw hiddenFromEventPage();', by: ';' },
    ],
    spec: 'test/event-coupon.e2e-spec.ts',
    tests: 'cannot be one that is hidden',
  },
  {
    name: 'whether the works changed is not asked',
    changes: [
      {
        file: 'work/catalog/work-catalog.reader.js',
        text: 'if (this.last?.revision === revision)',
        by: 'if (this.last)',
      },
    ],
    spec: 'test/catalog.e2e-spec.ts',
    tests: 'is read again after any change',
  },
  {
    name: 'connections that sent no request are waited for when the service stops',
    changes: [{ file: 'platform/http/connections.js', text: 'if (!pendingResponse(socket))', by: 'if (false)' }],
    spec: 'test/stop.e2e-spec.ts',
    tests: 'cuts no response that its client begins',
  },
  {
    name: 'clients that do not read are waited for when the service stops',
    changes: [{ file: 'platform/observability/shutdown.js', text: 'connections.closeWaitingForClient()', by: '{}' }],
    spec: 'test/stop.e2e-spec.ts',
    tests: 'does not wait for clients that never read',
  },
  {
    name: 'a stop cuts responses that their clients have not read yet',
    changes: [
      { file: 'platform/http/connections.js', text: 'server.closeIdleConnections = () => this.closeIdle();', by: '' },
    ],
    spec: 'test/stop.e2e-spec.ts',
    tests: 'cuts no response',
  },
  {
    name: 'signals are listened for only after everything is loaded',
    changes: [{ file: 'main.js', text: "import './platform/observability/stop-signals.js';", by: '' }],
    spec: 'test/stop.e2e-spec.ts',
    tests: 'while it still loads',
  },
  {
    name: 'requests that come while the service closes are taken',
    changes: [{ file: 'platform/http/errors/early-refusal.middleware.js', text: 'if (isClosing())', by: 'if (false)' }],
    spec: 'test/stop.e2e-spec.ts',
    tests: 'refuses what comes after',
  },
  {
    name: 'targets that are no path go to the session and the routes',
    changes: [
      { file: 'platform/http/errors/early-refusal.middleware.js', text: "target.startsWith('/')", by: "target !== ''" },
    ],
    spec: 'test/request-target.e2e-spec.ts',
    tests: 'that is no path is refused',
  },
  {
    name: 'a byte order mark is an error on the fast path',
    changes: [{ file: 'platform/http/fast-path/plain-json.js', text: ".replace(BOM, '')", by: '' }],
    spec: 'test/paths-fuzz.e2e-spec.ts',
    tests: 'on SQLite',
  },
  {
    name: 'an oversized body is read to its end',
    changes: [
      {
        file: 'platform/http/bodies/body.middleware.js',
        text: 'if (statedLength(request) > MAX_BODY_BYTES)',
        by: 'if (false)',
      },
    ],
    spec: 'test/slow-clients.e2e-spec.ts',
    tests: 'by the stated length',
  },
  {
    name: 'a body without a length may be endless',
    changes: [{ file: 'platform/http/bodies/body-size.js', text: 'if (bytes <= limit)', by: 'if (true)' }],
    spec: 'test/slow-clients.e2e-spec.ts',
    tests: 'as soon as a body without a length',
  },
  {
    name: 'a client that does not read is never cut off',
    changes: [{ file: 'platform/http/http-server.js', text: 'server.timeout = STALLED_MS;', by: '' }],
    spec: 'test/slow-clients.e2e-spec.ts',
    tests: 'each within its limit',
  },
  {
    name: 'quotes around the session cookie are read on one path only',
    changes: [{ file: 'platform/session/session-cookie.js', text: 'raw.slice(1, -1)', by: 'raw' }],
    spec: 'test/paths-fuzz.e2e-spec.ts',
    tests: 'on SQLite',
  },
  {
    name: 'a client that does not read a response sent in pieces is never cut off',
    changes: [{ file: 'platform/http/connections.js', text: 'socket.writableLength > 0 || ', by: '' }],
    spec: 'test/slow-clients.e2e-spec.ts',
    tests: 'each within its limit',
  },
  {
    name: 'a client that does not read a response sent in pieces is waited for when the service stops',
    changes: [{ file: 'platform/http/connections.js', text: 'socket.writableLength > 0 || ', by: '' }],
    spec: 'test/stop.e2e-spec.ts',
    tests: 'reads nothing of a list that is sent',
  },
  {
    name: 'what a client does not read is kept by the system after it was cut off',
    changes: [{ file: 'platform/http/http-server.js', text: 'socket.resetAndDestroy();', by: ';' }],
    spec: 'test/slow-clients.e2e-spec.ts',
    tests: 'each within its limit',
  },
  {
    name: 'forwarding headers are not warned of',
    changes: [
      {
        file: 'platform/http/forwarding-warning.js',
        text: 'this.isDone = trustedProxies > 0;',
        by: 'this.isDone = true;',
      },
    ],
    spec: 'test/forwarding-warning.e2e-spec.ts',
    tests: 'cause one warning',
  },
  {
    name: 'logins that never finish sending their bodies keep others out',
    changes: [{ file: 'platform/http/queues/request-queue.js', text: 'if (entry.since > before)', by: 'if (true)' }],
    spec: 'test/request-queues.e2e-spec.ts',
    tests: 'do not block other logins',
  },
  {
    name: 'any number of logins is let into Express',
    changes: [
      { file: 'platform/http/queues/express-queues.js', text: 'new RequestQueue(LOGINS)', by: 'new RequestQueue(1e9)' },
    ],
    spec: 'test/request-queues.e2e-spec.ts',
    tests: 'are limited in number',
  },
  {
    name: 'the reads of clients that disconnected do not count for their account',
    changes: [
      {
        file: 'admin/http/operator-places.js',
        text: 'new BoundedQueue(OPERATORS, OPERATORS,',
        by: 'new BoundedQueue(1e9, 1e9,',
      },
    ],
    spec: 'test/operator-share.e2e-spec.ts',
    tests: 'until their reads have ended',
  },
  {
    name: 'one account takes all places of operators',
    changes: [
      {
        file: 'platform/http/queues/express-queues.js',
        text: 'join(this.operators, operator);',
        by: 'join(this.operators);',
      },
      { file: 'platform/http/queues/express-queues.js', text: 'const OPERATORS = 64;', by: 'const OPERATORS = 32;' },
    ],
    spec: 'test/operator-share.e2e-spec.ts',
    tests: 'leave places for the owner',
  },
  {
    name: 'presses that get an error are not counted',
    changes: [{ file: 'coupon/issuing/issue-metrics.js', text: 'live.UNAVAILABLE += 1;', by: '' }],
    spec: 'test/services/coupon-issuer-outage.spec.ts',
    tests: 'tries its presses one by one up to the first',
  },
  {
    name: 'a request of the panel that waited for its turn begins although its client is gone',
    changes: [{ file: 'admin/http/operator-places.js', text: 'if (!request.socket.destroyed)', by: 'if (true)' }],
    spec: 'test/operator-share.e2e-spec.ts',
    tests: 'of one account, and of all accounts of its role',
  },
  {
    name: 'one account has all its reads in front of those of others',
    changes: [{ file: 'admin/http/operator-places.js', text: 'const AT_ONCE = 4;', by: 'const AT_ONCE = 40;' }],
    spec: 'test/services/operator-places.spec.ts',
    tests: 'process four requests of an account at once',
  },
  {
    name: 'the accounts of one role take all places of operators',
    changes: [{ file: 'admin/http/operator-places.js', text: ', `role ${role}`', by: '' }],
    spec: 'test/operator-share.e2e-spec.ts',
    tests: 'leave places for the owner',
  },
  {
    name: 'operators of all roles get the same page',
    changes: [{ file: 'admin/panel/panel.js', text: '`${operator.role} ${language}`', by: '`${language}`' }],
    spec: 'test/admin-page.e2e-spec.ts',
    tests: 'has the actions',
  },
  {
    name: 'operators get the page of another one',
    changes: [
      {
        file: 'admin/panel/panel.js',
        text: 'return page.for(operator);',
        by: 'return (page.made ??= page.for(operator));',
      },
    ],
    spec: 'test/admin-page.e2e-spec.ts',
    tests: 'of no other',
  },
  {
    name: 'a read that waits for others on PostgreSQL is told as an outage',
    changes: [
      {
        file: 'platform/database/postgres/postgres-background-reads.js',
        text: "reason === 'timeout' || waitedForOthers(error)",
        by: "reason === 'timeout'",
      },
    ],
    spec: 'test/panel-reads.e2e-spec.ts',
    tests: 'on PostgreSQL is cancelled with a reason',
  },
  {
    name: 'the reading thread is not replaced',
    changes: [
      { file: 'platform/database/sqlite/sqlite-background-reads.js', text: 'this.thread = undefined;', by: '' },
    ],
    spec: 'test/panel-reads.e2e-spec.ts',
    tests: 'is restarted after it has ended',
  },
  {
    name: 'requests of one connection are answered all at once',
    changes: [
      {
        file: 'platform/http/fast-path/fast-path.adapter.js',
        text: 'requests.add(request, response)',
        by: 'this.dispatch(request, response)',
      },
    ],
    spec: 'test/pipelining.e2e-spec.ts',
    tests: 'queues no request behind a response',
  },
  {
    name: 'any number of requests may wait behind a response',
    changes: [
      { file: 'platform/http/fast-path/pipelined-requests.js', text: 'waiting.length < MAX_BEHIND', by: 'true' },
    ],
    spec: 'test/pipelining.e2e-spec.ts',
    tests: 'is closed when there are more',
  },
  {
    name: 'what the event page shows is read without the lock (PostgreSQL)',
    changes: [
      {
        file: 'coupon/event-page-coupon/event-coupon.service.js',
        text: 'tx.lock(EventPageSelection, { id: EVENT_PAGE_ID })',
        by: 'tx.find(EventPageSelection, { id: EVENT_PAGE_ID })',
      },
    ],
    spec: 'test/event-coupon-race.e2e-spec.ts',
    tests: 'both hide',
  },
  {
    name: 'the coupon for the event page is locked before the page (PostgreSQL)',
    changes: [
      {
        file: 'coupon/event-page-coupon/event-coupon.service.js',
        text: 'const [coupon] = yield* this.lock(tx, [couponId]);',
        by: 'const [coupon] = yield* tx.lock(Coupon, { id: couponId });',
      },
    ],
    spec: 'test/event-coupon-race.e2e-spec.ts',
    tests: 'wait for the page before they lock a coupon',
  },
  {
    name: 'a coupon with issued ones counts as one that leaves the event page',
    changes: [
      {
        file: 'coupon/coupon-removal.service.js',
        text: 'this.eventCoupon.requireConfirmation(tx, deletable, confirmed)',
        by: 'this.eventCoupon.requireConfirmation(tx, locked, confirmed)',
      },
    ],
    spec: 'test/event-coupon-race.e2e-spec.ts',
    tests: 'of which one is kept',
  },
  {
    name: 'rows that another request deleted count as deleted by this one',
    changes: [
      {
        file: 'admin/action/remove-many.action.js',
        text: "else if (!hasCode(error, 'NOT_FOUND'))",
        by: "else if (hasCode(error, 'NOT_FOUND'))\n                removal.removed.push(id);\n            else",
      },
    ],
    spec: 'test/event-coupon-race.e2e-spec.ts',
    tests: 'delete the same works',
  },
  {
    name: 'one address may have all places for logins',
    changes: [
      { file: 'platform/throttle/client-shares.js', text: 'free > 0 && keys.every(', by: 'free > 0 || [].some(' },
    ],
    spec: 'test/request-queues.e2e-spec.ts',
    tests: 'at /login-page/ leave places',
  },
  {
    name: 'whatever a client calls its address counts for its share of the logins',
    changes: [
      {
        file: 'app.setup.js',
        text: 'networks: (request) => addresses.of(request)',
        by: "networks: ({ headers }) => [(headers['x-forwarded-for'] ?? '').split(',')[0]]",
      },
    ],
    spec: 'test/request-queues.e2e-spec.ts',
    tests: 'at /login-page/ leave places',
  },
  {
    name: 'members take the places of operators',
    changes: [{ file: 'app.setup.js', text: 'member && roleOf(member)', by: "member && 'support'" }],
    spec: 'test/request-queues.e2e-spec.ts',
    tests: 'leave places for operators',
  },
  {
    name: 'ended sessions take the places of operators',
    changes: [
      {
        file: 'app.setup.js',
        text: 'return role && operatorKeys(member.id, role);',
        by: 'return sessionId && (!member || role) ? [] : undefined;',
      },
    ],
    spec: 'test/request-queues.e2e-spec.ts',
    tests: 'leave places for operators',
  },
  {
    name: 'any number of event pages waits to be rendered',
    changes: [
      {
        file: 'event/page/event-page-template-cache.js',
        text: 'const MAX_WAITING = 64;',
        by: 'const MAX_WAITING = 1e9;',
      },
    ],
    spec: 'test/event-flood.e2e-spec.ts',
    tests: 'are limited in number',
  },
  {
    name: 'the first event page waits behind others',
    changes: [
      {
        file: 'event/page/event-page-template-cache.js',
        text: 'return this.first.get(of, render);',
        by: "return this.otherPage('', of, render, () => []);",
      },
    ],
    spec: 'test/event-flood.e2e-spec.ts',
    tests: 'are limited in number',
  },
  {
    name: 'a stock change that is sent again counts again',
    changes: [
      {
        file: 'coupon/stock/coupon-stock.service.js',
        text: "if (yield* this.findEarlier(tx, { couponId, kind: 'adjusted', delta }, reason))",
        by: 'reason = { ...reason, requestKey: null }; if (false)',
      },
    ],
    spec: 'test/request-key.e2e-spec.ts',
    tests: 'adjusts the stock once',
  },
  {
    name: 'a request key stands for any change',
    changes: [{ file: 'coupon/stock/coupon-stock.service.js', text: 'throw requestKeyReused();', by: ';' }],
    spec: 'test/request-key.e2e-spec.ts',
    tests: 'asks for another change',
  },
  {
    name: 'two coupons are adjusted with one request key at once',
    changes: [
      {
        file: 'coupon/stock/coupon-stock.service.js',
        text: "if (constraintViolation(error) !== 'unique')",
        by: 'if (true)',
      },
    ],
    spec: 'test/request-key.e2e-spec.ts',
    tests: 'two coupons are adjusted|however often',
  },
  {
    name: 'a new coupon that is sent again is created again',
    changes: [
      {
        file: 'coupon/coupon.service.js',
        text: 'if (earlier)',
        by: 'reason = { ...reason, requestKey: null }; if (false)',
      },
    ],
    spec: 'test/request-key.e2e-spec.ts',
    tests: 'however often',
  },
  {
    name: 'a page that came by plain HTTP posts to HTTPS',
    changes: [
      { file: 'platform/http/fast-path/fast-path.adapter.js', text: ' || comesFromPlainHttp(app, request)', by: '' },
    ],
    spec: 'test/plain-origin.e2e-spec.ts',
    tests: 'a page that came by plain HTTP posts nothing',
  },
  {
    name: 'a Referer of plain HTTP tells where a form of HTTPS is from',
    changes: [
      {
        file: 'platform/http/bodies/request-body.js',
        text: " && !(from.protocol === 'http:' && protocol === 'https')",
        by: '',
      },
    ],
    spec: 'test/plain-origin.e2e-spec.ts',
    tests: 'its form is not known by a Referer',
  },
  {
    name: 'a long run of combining marks is normalized',
    changes: [{ file: 'platform/text/one-line.js', text: 'line.length > MAX_NORMALIZED_UNITS', by: 'false' }],
    spec: 'test/combining-marks.e2e-spec.ts',
    tests: 'on SQLite is refused as a title',
  },
  {
    name: 'a row of a file may have millions of cells',
    changes: [{ file: 'work/import/works-csv.js', text: 'if (read - start > MAX_ROW_BYTES)', by: 'if (false)' }],
    spec: 'test/admin-import.e2e-spec.ts',
    tests: 'with a row of more than 64 KB',
  },
  {
    name: 'a login writes its session again, though it was deleted',
    changes: [{ file: 'platform/session/session.store.js', text: 'if (this.stored.has(session))', by: 'if (false)' }],
    spec: 'test/session-writes.e2e-spec.ts',
    tests: 'deleted before the response',
  },
  {
    name: 'a login writes its session twice',
    changes: [{ file: 'platform/session/session.store.js', text: 'this.stored.get(session) === content', by: 'false' }],
    spec: 'test/session-writes.e2e-spec.ts',
    tests: 'is written once',
  },
  {
    name: 'a form of the panel without a length may be of any size',
    changes: [
      {
        file: 'admin/http/admin-form.js',
        text: 'limitBody(request, limit, () => reject(bodyTooLarge()))',
        by: '() => undefined',
      },
    ],
    spec: 'test/admin-body.e2e-spec.ts',
    tests: 'as soon as it is too large',
  },
  {
    name: 'hours may be of any year',
    changes: [{ file: 'coupon/event-hours.js', text: String.raw`(?:19[7-9]\d|2\d{3})`, by: String.raw`[12]\d{3}` }],
    spec: 'test/admin-hours.e2e-spec.ts',
    tests: 'too early|year long ago',
  },
  {
    name: 'every user of the machine may read the database',
    changes: [{ file: 'platform/database/data-source-options.js', text: 'makePrivately(location.file);', by: '' }],
    spec: 'test/private-files.e2e-spec.ts',
    tests: 'its own user only',
  },
  {
    name: 'one address takes all places for event pages that wait to be rendered',
    changes: [
      {
        file: 'event/page/event-page-template-cache.js',
        text: 'return this.queue.add(later, networksOf());',
        by: 'return this.queue.add(later);',
      },
      {
        file: 'event/page/event-page-template-cache.js',
        text: 'this.queue.requireRoom(networksOf());',
        by: 'this.queue.requireRoom();',
      },
    ],
    spec: 'test/event-flood.e2e-spec.ts',
    tests: 'leave room for those of other addresses',
  },
  {
    name: 'one address takes all places for passwords that wait to be checked',
    changes: [
      {
        file: 'account/password/password-hasher.js',
        text: 'address === undefined ? [] : networkKeys(address)',
        by: '[]',
      },
    ],
    spec: 'test/request-queues.e2e-spec.ts',
    tests: 'leave room for those of other addresses',
  },
  {
    name: 'one address takes all places of visitors and presses',
    changes: [
      {
        file: 'platform/http/queues/express-queues.js',
        text: 'return join(queue, networks);',
        by: 'return join(queue, queue === this.logins ? networks : undefined);',
      },
      {
        file: 'platform/http/queues/express-queues.js',
        text: 'start: () => join(queue, networks)',
        by: 'start: () => join(queue)',
      },
      { file: 'platform/http/queues/express-queues.js', text: 'const VISITORS = 256;', by: 'const VISITORS = 128;' },
      { file: 'platform/http/queues/express-queues.js', text: 'const PRESSES = 256;', by: 'const PRESSES = 128;' },
    ],
    spec: 'test/request-queues.e2e-spec.ts',
    tests: 'at /(account/logout|event)/ leave places',
  },
  {
    name: 'visitors take the places of presses by forms',
    changes: [
      {
        file: 'platform/http/queues/express-queues.js',
        text: 'return name ? this[name] : this.visitors;',
        by: "return name === 'logins' ? this.logins : this.visitors;",
      },
    ],
    spec: 'test/request-queues.e2e-spec.ts',
    tests: 'leave places for operators',
  },
  {
    name: 'health checks wait behind visitors',
    changes: [
      {
        file: 'platform/observability/health.fast-path.js',
        text: 'return isPlainGet(request) && isHealthCheck(pathOf(request));',
        by: 'return false;',
      },
    ],
    spec: 'test/request-queues.e2e-spec.ts',
    tests: 'leave places for operators',
  },
  {
    name: 'codes are shown only where a member holds few',
    changes: [
      {
        file: 'coupon/issued/issued-coupons.loader.js',
        text: 'sql: STATEMENTS.among,',
        by: 'sql: STATEMENTS.between,',
      },
    ],
    spec: 'test/many-held.e2e-spec.ts',
    tests: 'sees their codes',
  },
  {
    name: 'a long list of coupons ends after its first pieces',
    changes: [{ file: 'platform/http/json-list.js', text: 'yield* after;', by: '' }],
    spec: 'test/many-held.e2e-spec.ts',
    tests: 'gets the list of all of them',
  },
  {
    name: 'the body of a press is read before it is known who sent it',
    changes: [
      {
        file: 'coupon/issuing/press.fast-path.js',
        text: 'const admitted = await this.issuing.admit(member, reply.requestId, () => this.bodies.peek(text));',
        by: 'parseBody(text); const admitted = await this.issuing.admit(member, reply.requestId, () => this.bodies.peek(text));',
      },
    ],
    spec: 'test/press-paths.e2e-spec.ts',
    tests: 'half a JSON',
  },
  {
    name: 'Express reads the body of a press before it is known who sent it',
    changes: [
      {
        file: 'app.setup.js',
        text: 'app.use([...markedRoutes(discovery, LoginBeforeBody).keys()], loginBeforeBodyMiddleware);',
        by: '',
      },
    ],
    spec: 'test/press-paths.e2e-spec.ts',
    tests: 'nobody in particular',
  },
  {
    name: 'presses with bad bodies do not count against the limit',
    changes: [
      {
        file: 'coupon/issuing/press.fast-path.js',
        text: 'const admitted = await this.issuing.admit(member, reply.requestId, () => this.bodies.peek(text));',
        by: 'if (member) parseBody(text); const admitted = await this.issuing.admit(member, reply.requestId, () => this.bodies.peek(text));',
      },
    ],
    spec: 'test/press-paths.e2e-spec.ts',
    tests: 'count against the same limit',
  },
  {
    name: 'files that there are not wait among those that there are',
    changes: [
      {
        file: 'platform/http/queues/express-queues.js',
        text: 'this.paths.files.has(path)',
        by: "path.startsWith('/static/')",
      },
    ],
    spec: 'test/request-queues.e2e-spec.ts',
    tests: 'leave places for operators',
  },
  {
    name: 'a made-up coupon costs a transaction',
    changes: [
      { file: 'coupon/issuing/coupon-issuer.js', text: 'if (!this.known.has(couponId)) {', by: 'if (false) {' },
    ],
    spec: 'test/unknown-coupon.e2e-spec.ts',
    tests: 'is refused without a lock',
  },
  {
    name: 'a made-up coupon costs a transaction from its second press on',
    changes: [
      {
        file: 'coupon/issuing/known-coupons.js',
        text: 'refusals[index] ?? this.ids.set(couponId, true)',
        by: 'this.ids.set(couponId, true)',
      },
    ],
    spec: 'test/unknown-coupon.e2e-spec.ts',
    tests: 'is refused without a lock',
  },
  {
    name: 'each made-up coupon is looked up on a connection of its own',
    changes: [
      {
        file: 'coupon/issuing/known-coupons.js',
        text: 'return this.queue.add({ couponId, presses });',
        by: 'return this.answer([{ couponId, presses }]).then(([refusals]) => refusals);',
      },
    ],
    spec: 'test/unknown-coupon.e2e-spec.ts',
    tests: 'take one connection',
  },
  {
    name: 'the password of a first admin that was not created is printed',
    changes: [
      {
        file: 'account/first-admin.service.js',
        text: 'if (!(await this.create(DEFAULT_EMAIL, password)))\n            return;',
        by: 'await this.create(DEFAULT_EMAIL, password);',
      },
    ],
    spec: 'test/first-admin.e2e-spec.ts',
    tests: 'by a start that finds its address taken',
  },
  {
    name: 'the e-mail address of the first admin is not checked',
    changes: [{ file: 'platform/config/first-admin.js', text: 'emailProblem(email, MAX_EMAIL)', by: 'undefined' }],
    spec: 'test/settings.e2e-spec.ts',
    tests: 'when SUPERUSER_EMAIL is wrong',
  },
  {
    name: 'the password of the first admin is not asked the password rules',
    changes: [{ file: 'account/first-admin.service.js', text: 'this.policy.problems(password, email)', by: '[]' }],
    spec: 'test/settings.e2e-spec.ts',
    tests: 'when SUPERUSER_PASSWORD is wrong',
  },
  {
    name: 'the password of the first admin may be longer than the login form accepts',
    changes: [{ file: 'platform/config/first-admin.js', text: 'textProblem(password, MAX_PASSWORD)', by: 'undefined' }],
    spec: 'test/settings.e2e-spec.ts',
    tests: 'when SUPERUSER_PASSWORD is wrong',
  },
  {
    name: 'the password of the first admin may end with a space, which the login form removes',
    changes: [{ file: 'platform/config/first-admin.js', text: 'if (password !== password.trim())', by: 'if (false)' }],
    spec: 'test/settings.e2e-spec.ts',
    tests: 'when SUPERUSER_PASSWORD is wrong',
  },
  {
    name: 'that the address of the first admin belongs to a member is not said',
    changes: [
      {
        file: 'account/first-admin.service.js',
        text: 'if (member && !(member.isAdmin && member.isActive))',
        by: 'if (false)',
      },
    ],
    spec: 'test/first-admin.e2e-spec.ts',
    tests: 'of a member who has the address already',
  },
  {
    name: 'an address or a password of the first admin may stand alone',
    changes: [
      { file: 'platform/config/first-admin.js', text: 'if (!email && !password)', by: 'if (!email || !password)' },
    ],
    spec: 'test/settings.e2e-spec.ts',
    tests: 'when SUPERUSER_(EMAIL|PASSWORD) is wrong',
  },
  {
    name: 'production starts without a secret key',
    changes: [{ file: 'platform/config/settings.js', text: 'if (isRequired && !key)', by: 'if (false)' }],
    spec: 'test/settings.e2e-spec.ts',
    tests: 'when SECRET_KEY is wrong',
  },
  {
    name: 'production starts with a short secret key',
    changes: [
      {
        file: 'platform/config/settings.js',
        text: 'key.trim().length < MIN_SECRET_KEY_CHARACTERS',
        by: 'false',
      },
    ],
    spec: 'test/settings.e2e-spec.ts',
    tests: 'when SECRET_KEY is wrong',
  },
  {
    name: 'production starts with a secret key of spaces',
    changes: [
      { file: 'platform/config/settings.js', text: "env['SECRET_KEY']?.trim() ?", by: "env['SECRET_KEY'] ?" },
      { file: 'platform/config/settings.js', text: 'key.trim().length <', by: 'key.length <' },
    ],
    spec: 'test/settings.e2e-spec.ts',
    tests: 'when SECRET_KEY is wrong',
  },
  {
    name: 'production starts without host names',
    changes: [
      {
        file: 'platform/config/settings.js',
        text: 'if (production && !trial && hosts.length === 0)',
        by: 'if (false)',
      },
    ],
    spec: 'test/settings.e2e-spec.ts',
    tests: 'when ALLOWED_HOSTS is wrong',
  },
  {
    name: 'host names that are URLs are taken',
    changes: [{ file: 'platform/config/settings.js', text: 'if (wrong !== undefined)', by: 'if (false)' }],
    spec: 'test/settings.e2e-spec.ts',
    tests: 'when ALLOWED_HOSTS is wrong',
  },
  {
    name: 'only the first wrong setting is reported',
    changes: [{ file: 'platform/config/setting-error.js', text: 'this.problems.push(error);', by: 'throw error;' }],
    spec: 'test/settings.e2e-spec.ts',
    tests: 'are reported all at once',
    says: 'Toodat did not start. SECRET_KEY is too short',
  },
  {
    name: 'an empty limit is wrong instead of the default',
    changes: [
      {
        file: 'platform/config/settings.js',
        text: "env['LIMIT_LOGIN']?.trim() || '10/min'",
        by: "env['LIMIT_LOGIN'] ?? '10/min'",
      },
    ],
    spec: 'test/settings.e2e-spec.ts',
    tests: 'read empty ones as their defaults',
    says: 'Toodat did not start. LIMIT_LOGIN must read like',
  },
  {
    name: 'an empty HOST opens the service to the network',
    changes: [
      {
        file: 'platform/config/settings.js',
        text: "env['HOST']?.trim() || '127.0.0.1'",
        by: "env['HOST'] ?? '127.0.0.1'",
      },
    ],
    spec: 'test/settings.e2e-spec.ts',
    tests: 'read empty ones as their defaults',
  },
  {
    name: 'spaces around the address of the database belong to it',
    changes: [
      { file: 'platform/config/database-url.js', text: 'setting?.trim() || DEFAULT', by: 'setting || DEFAULT' },
    ],
    spec: 'test/settings.e2e-spec.ts',
    tests: 'no notice of spaces around',
    says: 'Toodat did not start. DATABASE_URL must be sqlite:<file>',
  },
  {
    name: 'a start takes the database of a newer release',
    changes: [{ file: 'platform/database/migrations/newer-schema.js', text: 'if (unknown)', by: 'if (false)' }],
    spec: 'test/first-admin.e2e-spec.ts',
    tests: 'in a database of a newer release',
  },
  {
    name: "TypeORM's command line has as little time as a request (PostgreSQL)",
    changes: [{ file: 'data-source.js', text: '.database, UNLIMITED)', by: '.database)' }],
    spec: 'test/migration-time.e2e-spec.ts',
    tests: 'command line either',
  },
  {
    name: 'a demonstration that members see in production is not warned of',
    changes: [{ file: 'event/demonstration.service.js', text: 'await this.warnIfVisible();', by: ';' }],
    spec: 'test/trial.e2e-spec.ts',
    tests: 'in production without settings',
  },
  {
    name: 'a demonstration that is hidden is warned of',
    changes: [
      {
        file: 'coupon/coupon.service.js',
        text: 'return opening && (await this.findVisible([opening.couponId])).get(opening.couponId);',
        by: 'return opening && { id: opening.couponId };',
      },
    ],
    spec: 'test/trial.e2e-spec.ts',
    tests: 'in production without settings',
  },
  {
    name: 'every refused request of a throttled client is logged',
    changes: [
      { file: 'platform/throttle/quota.js', text: 'if (this.refused.isFirst(key, refusal.msBeforeNext))', by: '' },
    ],
    spec: 'test/rate-limits.e2e-spec.ts',
    tests: 'stops one (address|member) after so many',
  },
  {
    name: 'every refused login of a throttled client is logged',
    changes: [{ file: 'account/login/login-limiter.js', text: 'if (this.logged.isFirst(key, msBeforeNext))', by: '' }],
    spec: 'test/login-limit.e2e-spec.ts',
    tests: 'of one IPv6 network is stopped',
  },
  {
    name: 'the log names a refused login without its request',
    changes: [{ file: 'account/login/login-limiter.js', text: '{ request_id: attempt.requestId }', by: '{}' }],
    spec: 'test/request-id.e2e-spec.ts',
    tests: 'limit on signups or logins',
  },
  {
    name: 'expired sessions are deleted all at once',
    changes: [{ file: 'platform/session/session.store.js', text: 'ORDER BY "expires_at" LIMIT ${SWEEP_SIZE}', by: '' }],
    spec: 'test/services/session-store.spec.ts',
    tests: '500 at a time',
  },
  {
    name: 'sessions that are good are deleted with expired ones',
    changes: [
      {
        file: 'platform/session/session.store.js',
        text: '{ sql: EXPIRED, parameters: [tx.instant(now)] }',
        by: '{ sql: EXPIRED, parameters: [tx.instant(new Date(now.getTime() + 3_600_000))] }',
      },
    ],
    spec: 'test/services/session-store.spec.ts',
    tests: 'and no others',
  },
  {
    name: 'when a coupon was used is not kept',
    changes: [
      { file: 'coupon/issued/coupon-user.service.js', text: 'usedAt: isUsed ? now : null', by: 'usedAt: null' },
    ],
    spec: 'test/used-coupon.e2e-spec.ts',
    tests: 'keeps the time of its use',
  },
  {
    name: 'a coupon that is marked as unused keeps the time of its use',
    changes: [
      {
        file: 'coupon/issued/coupon-user.service.js',
        text: 'usedAt: isUsed ? now : null',
        by: '...(isUsed && { usedAt: now })',
      },
    ],
    spec: 'test/used-coupon.e2e-spec.ts',
    tests: 'keeps the time of its use',
  },
  {
    name: 'a coupon that is marked as used again gets a new time',
    changes: [
      {
        file: 'coupon/issued/coupon-user.service.js',
        text: 'if (row.isUsed === isUsed)\n            return;',
        by: '',
      },
    ],
    spec: 'test/used-coupon.e2e-spec.ts',
    tests: 'that was marked before times were kept',
  },
  {
    name: 'blank lines do not count in the limit of an import',
    changes: [
      {
        file: 'work/import/works-csv.js',
        text: 'if (++records > MAX_ROWS + 1)',
        by: 'if (raw.trim() && ++records > MAX_ROWS + 1)',
      },
    ],
    spec: 'test/admin-import.e2e-spec.ts',
    tests: 'of more than 50,000 blank lines',
  },
  {
    name: 'an e-mail address may have invisible characters',
    changes: [
      {
        file: 'platform/validation/field.js',
        text: "typeof value === 'string' && INVISIBLE.test(value)",
        by: 'false',
      },
    ],
    spec: 'test/first-admin.e2e-spec.ts',
    tests: 'is refused at sign-up',
  },
  {
    name: 'control characters and changes of direction are taken in names',
    changes: [
      { file: 'platform/text/one-line.js', text: 'hasForbiddenCharacters(value) ? FORBIDDEN_CHARACTERS : ', by: '' },
    ],
    spec: 'test/admin-text.e2e-spec.ts',
    tests: 'is refused beside the field',
  },
  {
    name: 'a name may have nothing to see',
    changes: [{ file: 'platform/text/one-line.js', text: 'if (isInvisible(value))', by: 'if (false)' }],
    spec: 'test/admin-text.e2e-spec.ts',
    tests: 'nothing to see',
  },
  {
    name: 'invisible characters are stored',
    changes: [{ file: 'platform/text/one-line.js', text: "typed.replace(MEANINGLESS, '')", by: 'typed' }],
    spec: 'test/admin-text.e2e-spec.ts',
    tests: 'without invisible characters',
  },
  {
    name: 'the dashboard shows the oldest of many running coupons',
    changes: [{ file: 'admin/panel/dashboard-statements.js', text: "END DESC, id DESC'", by: "END DESC, id'" }],
    spec: 'test/admin-dashboard.e2e-spec.ts',
    tests: 'that need attention first',
  },
  {
    name: 'the live view is for everybody, on the fast path',
    changes: [
      {
        file: 'admin/http/live.fast-path.js',
        text: "if (!member || !role || !mayRun(role, 'coupons', 'live'))",
        by: 'if (!member)',
      },
    ],
    spec: 'test/admin-live.e2e-spec.ts',
    tests: 'is for accounts with a role',
  },
  {
    name: 'each viewer of the live view reads the database',
    changes: [
      {
        file: 'coupon/live/live.service.js',
        text: 'await this.valueOf(couponId).get()',
        by: 'await this.load(couponId)',
      },
    ],
    spec: 'test/admin-live.e2e-spec.ts',
    tests: 'about once a second, however many look',
  },
  {
    name: 'presses for invented coupons count for their ids',
    changes: [
      {
        file: 'coupon/issuing/coupon-issuer.js',
        text: 'this.live.of(this.known.has(couponId) ? couponId : UNATTRIBUTED)',
        by: 'this.live.of(couponId)',
      },
    ],
    spec: 'test/admin-live.e2e-spec.ts',
    tests: 'counts presses for invented coupons apart',
  },
  {
    name: 'the live view shows 0 where nothing is known yet',
    changes: [{ file: 'coupon/live/live-window.js', text: 'since <= until - RATE_SECONDS + 1 ?', by: 'true ?' }],
    spec: 'test/admin-live.e2e-spec.ts',
    tests: 'a process that has just started',
  },
  {
    name: 'the live view shows one process only (PostgreSQL)',
    changes: [
      {
        file: 'coupon/live/live-sample.statements.js',
        text: 'sum(${name})::int AS ${name}',
        by: 'min(${name})::int AS ${name}',
      },
    ],
    spec: 'test/live-of-processes.e2e-spec.ts',
    tests: 'adds up what all of them issued',
  },
  {
    name: 'each process keeps its own samples (PostgreSQL)',
    changes: [{ file: 'coupon/live/live-sample-store.factory.js', text: "database.kind === 'postgres'", by: 'false' }],
    spec: 'test/live-of-processes.e2e-spec.ts',
    tests: 'adds up what all of them issued',
  },
  {
    name: 'the live view counts any number of coupons apart',
    changes: [{ file: 'coupon/live/live-counters.js', text: 'this.counts.size >= MAX_COUPONS &&', by: 'false &&' }],
    spec: 'test/services/live-samples.spec.ts',
    tests: 'at most 50 coupons of a second',
  },
  {
    name: 'samples of the live view are kept for ever (PostgreSQL)',
    changes: [
      { file: 'coupon/live/live-sample.statements.js', text: 'WHERE second < $1', by: 'WHERE second < $1 AND false' },
    ],
    spec: 'test/services/live-samples.spec.ts',
    tests: 'deletes what is older',
  },
  {
    name: 'a request from another site is refused without that reason',
    changes: [
      {
        file: 'platform/http/fast-path/fast-path.adapter.js',
        text: 'hook(request, response) || comesFromPlainHttp(app, request) ? crossOrigin() : undefined',
        by: 'hook(request, response) ?? (comesFromPlainHttp(app, request) ? crossOrigin() : undefined)',
      },
    ],
    spec: 'test/cross-origin.e2e-spec.ts',
    tests: 'with a foreign Origin',
  },
  {
    name: 'a precondition that does not hold is told as a malformed request',
    changes: [{ file: 'platform/http/errors/error-answer.js', text: '412: preconditionFailed,', by: '' }],
    spec: 'test/refusal-origin.e2e-spec.ts',
    tests: 'refuses a precondition',
  },
  {
    name: 'a range beyond the end is told as a malformed request',
    changes: [
      {
        file: 'platform/http/errors/error-answer.js',
        text: '416: (error) => rangeNotSatisfiable(contentRangeOf(error)),',
        by: '',
      },
    ],
    spec: 'test/refusal-origin.e2e-spec.ts',
    tests: 'refuses a range',
  },
  {
    name: 'a fault on the fast path is logged without its request',
    changes: [
      { file: 'platform/http/fast-path/fast-path-reply.js', text: 'where: this.where()', by: "where: 'A fault'" },
    ],
    spec: 'test/refusal-origin.e2e-spec.ts',
    tests: 'on the fast path is logged',
  },
  {
    name: 'a fault on the fast path is logged with the query of its request',
    changes: [{ file: 'platform/http/fast-path/fast-path-reply.js', text: "url.split('?', 1)[0]", by: 'url' }],
    spec: 'test/refusal-origin.e2e-spec.ts',
    tests: 'on the fast path is logged',
  },
  {
    name: 'several processes verify the database at the same time',
    changes: [
      {
        file: 'platform/database/postgres/postgres-exclusive-reads.js',
        text: 'pg_try_advisory_lock(${lock}) AS locked',
        by: '${lock} > 0 AS locked',
      },
    ],
    spec: 'test/services/verification.service.spec.ts',
    tests: 'leaves it to the one that is at it',
  },
  {
    name: 'every process verifies the database, one after the other',
    changes: [
      { file: 'coupon/verification/verification.service.js', text: 'last.ageMs < everyMs', by: 'last.ageMs < 0' },
    ],
    spec: 'test/services/verification.service.spec.ts',
    tests: 'not again before the interval is over|verifies in one of them',
  },
  {
    name: 'a verification that was ended goes on in PostgreSQL',
    changes: [
      {
        file: 'platform/database/postgres/postgres-exclusive-reads.js',
        text: "'client_connection_check_interval=1s',",
        by: '',
      },
    ],
    spec: 'test/services/verification.service.spec.ts',
    tests: 'on PostgreSQL can be ended while a statement runs',
  },
  {
    name: 'findings of the verification are not in the metrics',
    changes: [
      { file: 'coupon/verification/verification-metrics.js', text: 'this.set({ check }, rows)', by: 'void rows' },
    ],
    spec: 'test/verification.e2e-spec.ts',
    tests: 'in the metrics and in the log',
  },
  {
    name: 'findings of the verification are not in the log',
    changes: [
      {
        file: 'coupon/verification/verification.service.js',
        text: 'this.report(name, findings[name]);',
        by: ';',
      },
    ],
    spec: 'test/verification.e2e-spec.ts',
    tests: 'in the metrics and in the log',
  },
  {
    name: 'VERIFY_MINUTES=off does not switch the verification off',
    changes: [
      {
        file: 'coupon/verification/verification.timer.js',
        text: 'if (everyMs === undefined)\n            return;',
        by: '',
      },
    ],
    spec: 'test/verification.e2e-spec.ts',
    tests: 'can be switched off',
  },
  {
    name: 'the age of the verification is that of the process',
    changes: [
      {
        file: 'coupon/verification/verification-metrics.js',
        text: 'return last ? ',
        by: 'return false ? ',
      },
    ],
    spec: 'test/verification.e2e-spec.ts',
    tests: 'as old as its row afterwards',
  },
  {
    name: 'the metrics say that the service is ready when it is not',
    changes: [{ file: 'platform/metrics/readiness-metric.js', text: 'isReady() ? 1 : 0', by: '1' }],
    spec: 'test/outage.e2e-spec.ts',
    tests: 'in the metrics, makes /readyz 503',
  },
  {
    name: 'the metrics do not count failures of the database',
    changes: [{ file: 'platform/observability/outage-log.js', text: 'countDatabaseFailure(kind);', by: ';' }],
    spec: 'test/outage.e2e-spec.ts',
    tests: 'in the metrics, makes /readyz 503',
  },
  {
    name: 'the metrics do not say how many workers there should be',
    changes: [
      {
        file: 'platform/metrics/metrics-of-workers.js',
        text: 'toodat_workers_expected ${expected}',
        by: 'toodat_workers_expected ${present.length}',
      },
    ],
    spec: 'test/metrics.e2e-spec.ts',
    tests: 'say when one is missing',
    name: 'the id of a request is taken from any client',
    changes: [
      { file: 'app.setup.js', text: 'new RequestIds(settings.trustedProxies > 0)', by: 'new RequestIds(true)' },
    ],
    spec: 'test/request-id.e2e-spec.ts',
    tests: 'is the one that a trusted proxy sends',
  },
  {
    name: 'the id of a request may be any text',
    changes: [{ file: 'platform/http/request-id.js', text: ' && FORMAT.test(given)', by: '' }],
    spec: 'test/request-id.e2e-spec.ts',
    tests: 'is the one that a trusted proxy sends',
  },
  {
    name: 'a request that only nginx could read gets another id',
    changes: [
      {
        file: 'platform/http/errors/unreadable-request.js',
        text: 'requestIds.ofUnreadable(error.rawPacket)',
        by: 'requestIds.ofUnreadable()',
      },
    ],
    spec: 'test/nginx-log.e2e-spec.ts',
    tests: 'is JSON and without the query',
  },
  {
    name: 'all requests of a process have one id',
    changes: [{ file: 'platform/http/request-id.js', text: 'this.count++', by: 'this.count' }],
    spec: 'test/request-id.e2e-spec.ts',
    tests: 'differs from request to request',
  },
  {
    name: 'answers of Express have no id',
    changes: [
      {
        file: 'platform/http/fast-path/fast-path.adapter.js',
        text: 'response.setHeader(REQUEST_ID, id);',
        by: '',
      },
    ],
    spec: 'test/headers.e2e-spec.ts',
    tests: 'carries the security headers: GET /login-page/',
  },
  {
    name: 'answers of the fast path have no id',
    changes: [
      { file: 'platform/http/fast-path/fast-path-reply.js', text: 'list.push(REQUEST_ID, this.requestId);', by: '' },
    ],
    spec: 'test/headers.e2e-spec.ts',
    tests: 'carries the security headers: GET /healthz',
  },
  {
    name: 'refusals do not name their request',
    changes: [
      {
        file: 'platform/http/errors/error-answer.js',
        text: 'Object.assign(answer.body, { request_id: requestId });',
        by: ';',
      },
    ],
    spec: 'test/refusal-origin.e2e-spec.ts',
    tests: 'precondition',
  },
  {
    name: 'an unreadable request is answered without an id',
    changes: [
      {
        file: 'platform/http/errors/unreadable-request.js',
        text: '...sharedHeaders, REQUEST_ID, requestId,',
        by: '...sharedHeaders,',
      },
    ],
    spec: 'test/request-target.e2e-spec.ts',
    tests: 'is not HTTP',
  },
  {
    name: 'error pages do not show the id of their request',
    changes: [{ file: 'platform/http/pages/error-page.js', text: "id: body['request_id']", by: "id: ''" }],
    spec: 'test/request-id.e2e-spec.ts',
    tests: 'is shown on an error page',
  },
  {
    name: 'the page for requests that are too many shows each visitor the same id',
    changes: [
      {
        file: 'platform/http/overload/overload-refusal.js',
        text: 'Buffer.from(reply.requestId)',
        by: "Buffer.from('same')",
      },
    ],
    spec: 'test/request-queues.e2e-spec.ts',
    tests: 'are limited in number, and block no press',
  },
  {
    name: 'the log names a fault without its request',
    changes: [{ file: 'platform/http/errors/error-answer.js', text: '{ request_id: id }, ', by: '' }],
    spec: 'test/request-id.e2e-spec.ts',
    tests: 'that failed has its id as a field',
  },
  {
    name: 'the log nests the id of a request',
    changes: [{ file: 'platform/observability/quiet-logger.js', text: 'flattenParams: true, ', by: '' }],
    spec: 'test/request-id.e2e-spec.ts',
    tests: 'that failed has its id as a field',
  },
  {
    name: 'the log names a refusal by a limit without its request',
    changes: [{ file: 'platform/throttle/quota.js', text: ', { request_id: requestId }', by: '' }],
    spec: 'test/request-id.e2e-spec.ts',
    tests: 'because of a limit',
  },
  {
    name: 'the log names none of the requests that the database failed',
    changes: [{ file: 'platform/observability/outage-log.js', text: 'this.requestId ??= requestId;', by: '' }],
    spec: 'test/outage.e2e-spec.ts',
    tests: 'all of it ends when it is back',
  },
  {
    name: 'a press on the fast path does not tell what is left of the limit',
    changes: [{ file: 'coupon/issuing/press.fast-path.js', text: 'reply.setRateLimit(admitted.allowance);', by: '' }],
    spec: 'test/rate-limit-headers.e2e-spec.ts',
    tests: 'with each press how many are left.*: application/json$',
  },
  {
    name: 'a press in Express does not tell what is left of the limit',
    changes: [
      { file: 'coupon/issuing/issue.controller.js', text: 'setRateLimit(response, admitted.allowance);', by: '' },
    ],
    spec: 'test/rate-limit-headers.e2e-spec.ts',
    tests: 'with each press how many are left',
  },
  {
    name: 'a press by the form does not tell what is left of the limit',
    changes: [{ file: 'event/event.controller.js', text: 'setRateLimit(response, admitted.allowance);', by: '' }],
    spec: 'test/rate-limit-headers.e2e-spec.ts',
    tests: 'presses by the form',
  },
  {
    name: 'a sign-up does not tell what is left of the limit',
    changes: [
      {
        file: 'account/account.controller.js',
        text: 'setRateLimit(response, await this.throttle.consume(address, requestIdOf(response)));',
        by: 'await this.throttle.consume(address, requestIdOf(response));',
      },
    ],
    spec: 'test/rate-limit-headers.e2e-spec.ts',
    tests: 'with each sign-up',
  },
  {
    name: 'a sign-up by the page does not tell what is left of the limit',
    changes: [
      {
        file: 'account/pages/signup-page.controller.js',
        text: 'setRateLimit(response, await this.throttle.consume(address, requestIdOf(response)));',
        by: 'await this.throttle.consume(address, requestIdOf(response));',
      },
    ],
    spec: 'test/rate-limit-headers.e2e-spec.ts',
    tests: 'with each sign-up',
  },
  {
    name: 'a refusal by a limit does not tell the limit',
    changes: [
      {
        file: 'platform/http/errors/error-answer.js',
        text: '...(allowance && rateLimitHeaders(allowance))',
        by: '',
      },
    ],
    spec: 'test/rate-limit-headers.e2e-spec.ts',
    tests: 'a login that is refused',
  },
  {
    name: 'the history is written in another transaction',
    changes: [
      {
        file: 'coupon/stock/coupon-stock.service.js',
        text: 'this.auditLog.record(tx, reason.by, {',
        by: `const log = this.auditLog;
        ((act) => void this.transactions.run(function* (own) { log.record(own, reason.by, act); }).catch(() => undefined))({`,
      },
    ],
    spec: 'test/admin-history-rollback.e2e-spec.ts',
    tests: 'a change of the stock|with the ledger',
  },
  {
    name: 'an act needs no reason',
    changes: [{ file: 'admin/action/reason.js', text: 'if (problem)', by: 'if (false)' }],
    spec: 'test/admin-history.e2e-spec.ts',
    tests: 'needs a reason for (mark|revoke|deactivate)',
  },
  {
    name: 'a change of the stock needs no reason',
    changes: [{ file: 'admin/action/adjust-stock.action.js', text: '!isDelta || problem', by: '!isDelta' }],
    spec: 'test/admin-history.e2e-spec.ts',
    tests: 'needs a reason for adjustStock',
  },
  {
    name: 'the history has changes that change nothing',
    changes: [{ file: 'coupon/coupon-act.js', text: 'Object.keys(changes).length === 0', by: 'false' }],
    spec: 'test/admin-history.e2e-spec.ts',
    tests: 'change nothing or are refused',
  },
  {
    name: 'the history has the logins of members',
    changes: [{ file: 'account/login/session-login.js', text: 'user.isAdmin ?', by: 'true ?' }],
    spec: 'test/admin-history-acts.e2e-spec.ts',
    tests: 'logins of operators and no others',
  },
  {
    name: 'the history has no logins',
    changes: [{ file: 'account/login/session-login.js', text: 'user.isAdmin ?', by: 'false ?' }],
    spec: 'test/admin-history-acts.e2e-spec.ts',
    tests: 'begins with the first admin',
  },
  {
    name: 'the history shows another operator',
    changes: [{ file: 'admin/http/operator-of.js', text: 'name: user.email', by: "name: 'somebody'" }],
    spec: 'test/admin-history-acts.e2e-spec.ts',
    tests: 'each change of a work',
  },
  {
    name: 'a conflict does not name the other operator',
    changes: [{ file: 'platform/audit-log/audit-log.js', text: 'if (!editors.has(field))', by: 'if (false)' }],
    spec: 'test/admin-stale.e2e-spec.ts',
    tests: 'old hours back|a title either',
  },
  {
    name: 'a conflict names the first editor of a field',
    changes: [{ file: 'platform/audit-log/audit-log.js', text: 'if (!editors.has(field))', by: 'if (true)' }],
    spec: 'test/admin-stale.e2e-spec.ts',
    tests: 'saved this field last',
  },
  {
    name: 'a conflict names the requester (coupon)',
    changes: [
      {
        file: 'coupon/coupon.service.js',
        text: 'conflictsOf(row, terms, seen, editors)',
        by: 'conflictsOf(row, terms, seen, new Map([...editors.keys()].map((field) => [field, by.name])))',
      },
    ],
    spec: 'test/admin-stale.e2e-spec.ts',
    tests: 'does not (bring the old hours back|overwrite a name)',
  },
  {
    name: 'a conflict names the requester (work)',
    changes: [{ file: 'work/work.service.js', text: "by: editors.get('title')", by: 'by: by.name' }],
    spec: 'test/admin-stale.e2e-spec.ts',
    tests: 'a title either',
  },
  ...[
    ['work/work.service.js', 'by, actOn(action', 'an edit of a work'],
    ['work/work.service.js', "by, actOn('delete-work'", 'a deleted work'],
    ['work/import/works-import.service.js', 'by, importOf', 'an import of works'],
    ['coupon/coupon.service.js', 'reason.by, couponAct', 'a new coupon'],
    ['coupon/coupon.service.js', 'by, act)', 'an edit of a coupon'],
    ['coupon/coupon-removal.service.js', 'by, act)', 'a hidden coupon'],
    [couponUserService, 'by, { action', 'a (mark as used|revoked coupon|restored coupon)'],
    [revocationService, 'by, startAct', 'the start of a revocation'],
    [revocationService, 'by, endAct', 'cancellation', 'test/services/revocation-rollback.spec.ts'],
    [revocationService, 'actorOf(run), endAct', 'completion|failure', 'test/services/revocation-rollback.spec.ts'],
    ['account/member-admin.service.js', 'by, { action', 'a (new role|deactivated account)'],
    ['account/account.service.js', "by, { action: 'change-password'", 'the password of an operator'],
    ['platform/session/session.store.js', "by, { action: 'log-in'", 'the login of an operator'],
  ].map(([file, text, tests, spec = 'test/admin-history-rollback.e2e-spec.ts']) => ({
    name: `the history is written in another transaction: ${tests}`,
    changes: [
      {
        file,
        text: `this.auditLog.record(tx, ${text}`,
        by: `((log, transactions) => (...line) => void transactions.run(function* (own) { log.record(own, ...line); }).catch(() => undefined))(this.auditLog, this.transactions)(${text}`,
      },
    ],
    spec,
    tests,
  })),
  {
    name: 'the history is written in another transaction: a page of a revocation',
    changes: [
      {
        file: revocationChunk,
        text: 'this.auditLog.recordAll(tx, actorOf(run)',
        by: '((log, transactions) => (...lines) => void transactions.run(function* (own) { log.recordAll(own, ...lines); }).catch(() => undefined))(this.auditLog, this.stock.transactions)(actorOf(run)',
      },
    ],
    spec: 'test/services/revocation-rollback.spec.ts',
    tests: 'not at all: a page',
  },
  {
    name: 'a case is shown without its line in the history',
    changes: [
      {
        file: 'admin/case/member-cases.js',
        text: 'await this.record(found.userId, by);',
        by: 'await this.record(found.userId, by).catch(() => undefined);',
      },
    ],
    spec: 'test/admin-history-rollback.e2e-spec.ts',
    tests: 'an opened member case',
  },
  {
    name: 'the history of exports and revocations has whole codes',
    changes: [{ file: 'platform/audit-log/filter-change.js', text: 'name === CODE', by: 'false' }],
    spec: 'test/admin-history-secrets.e2e-spec.ts',
    tests: 'contains no password',
  },
  {
    name: 'the history has only the beginning of every filter',
    changes: [{ file: 'platform/audit-log/filter-change.js', text: 'name === CODE', by: 'true' }],
    spec: 'test/admin-history-secrets.e2e-spec.ts',
    tests: 'its other filters whole',
  },
  {
    name: 'the history has the code by which a case was opened',
    changes: [
      {
        file: 'admin/case/member-cases.js',
        text: 'await this.record(found.userId, by);',
        by: 'await this.record(found.userId, { ...by, name: question.typed ?? by.name });',
      },
    ],
    spec: 'test/admin-history-secrets.e2e-spec.ts',
    tests: 'contains no password',
  },
  {
    name: 'the history has the hash of a new password',
    changes: [
      {
        file: 'account/account.service.js',
        text: "{ action: 'change-password', ",
        by: "{ action: 'change-password', reason: change.password, ",
      },
    ],
    spec: 'test/admin-history-secrets.e2e-spec.ts',
    tests: 'contains no password',
  },
  {
    name: 'the history has the stored id of a session',
    changes: [
      {
        file: 'platform/session/session.store.js',
        text: 'this.recordLogin(tx, owner.id, owner.operator);',
        by: 'this.recordLogin(tx, owner.id, { ...owner.operator, email: row.id });',
      },
    ],
    spec: 'test/admin-history-secrets.e2e-spec.ts',
    tests: 'contains no password',
  },
  {
    name: 'the history has coupons that a deletion of several keeps',
    changes: [
      {
        file: 'coupon/coupon-removal.service.js',
        text: 'if (deletable.includes(coupon.id))',
        by: 'if (true)',
      },
    ],
    spec: 'test/admin-history-refused.e2e-spec.ts',
    tests: 'a line for each deleted row',
  },
  {
    name: 'an old form brings the title back that another operator changed',
    changes: [{ file: 'work/work.service.js', text: 'if (isStale)', by: 'if (false)' }],
    spec: 'test/admin-history-refused.e2e-spec.ts',
    tests: 'a stale form: works',
  },
  ...['works.table.js', 'coupons.table.js', 'issued-coupon-rows.js', 'users.table.js'].map((file) => ({
    name: `the pages of a list have no history: ${file}`,
    changes: [{ file: `admin/table/${file}`, text: 'historyField(text),', by: '' }],
    spec: 'test/admin-history-latest.e2e-spec.ts',
    tests: 'is offered by the panel',
  })),
  {
    name: 'the history on the page of a record has rows of other kinds',
    changes: [
      {
        file: 'admin/table/history.table.js',
        text: 'filter: isOneOf(TARGET_KINDS),',
        by: "filter: (_, property) => ({ property, sql: () => '1 = 1', parameters: [] }),",
      },
    ],
    spec: 'test/admin-history-latest.e2e-spec.ts',
    tests: 'the newest 20 lines',
  },
  {
    name: 'panel: 19 lines of the history on the page of a record',
    changes: [{ file: 'admin/assets/components.*.js', text: 'const MAX_SHOWN$1 = 20;', by: 'const MAX_SHOWN$1 = 19;' }],
    spec: 'test/browser-history.e2e-spec.ts',
    tests: 'the newest 20 of 25 lines',
  },
  {
    name: 'panel: the page of a record does not say that there are older lines of the history',
    changes: [
      {
        file: 'admin/assets/components.*.js',
        text: 'meta.total > records.length ? records.length : undefined',
        by: 'undefined',
      },
    ],
    spec: 'test/browser-history.e2e-spec.ts',
    tests: 'says whether there are older ones',
  },
  {
    name: 'every role may run every action',
    changes: [
      {
        file: 'admin/permissions.js',
        text: 'return least !== undefined && includesRole(role, least);',
        by: 'return true;',
      },
    ],
    spec: 'test/admin-roles.e2e-spec.ts',
    tests: 'nobody else',
  },
  {
    name: 'the server does not check the role',
    changes: [{ file: 'admin/http/require-role.js', text: 'if (!mayRun(', by: 'if (false && !mayRun(' }],
    spec: 'test/admin-roles.e2e-spec.ts',
    tests: 'nobody else',
  },
  {
    name: 'the server refuses every action',
    changes: [{ file: 'admin/http/require-role.js', text: 'if (!mayRun(', by: 'if (action !== "list" || !mayRun(' }],
    spec: 'test/admin-roles.e2e-spec.ts',
    tests: 'nobody else',
  },
  {
    name: 'an export begins without a line in the history',
    changes: [{ file: 'admin/export/panel-exports.js', text: 'await this.records.start(started);', by: '' }],
    spec: 'test/export-stream.e2e-spec.ts',
    tests: 'a sale adds',
  },
  {
    name: 'an export runs although its start cannot be recorded',
    changes: [
      {
        file: 'admin/export/panel-exports.js',
        text: 'await this.records.start(started);',
        by: 'await this.records.start(started).catch(() => undefined);',
      },
    ],
    spec: 'test/admin-history-rollback.e2e-spec.ts',
    tests: 'refuse an export that cannot be recorded',
  },
  {
    name: 'an export that could not be recorded keeps others out',
    changes: [{ file: 'admin/export/panel-exports.js', text: 'end();\n            throw error;', by: 'throw error;' }],
    spec: 'test/admin-history-rollback.e2e-spec.ts',
    tests: 'refuse an export that cannot be recorded',
  },
  {
    name: 'operators change accounts that have a role',
    changes: [{ file: 'account/member-admin.service.js', text: 'if (needsOwner &&', by: 'if (false &&' }],
    spec: 'test/admin-roles.e2e-spec.ts',
    tests: 'protect accounts with a role',
  },
  {
    name: 'an unknown role is an owner',
    changes: [{ file: 'account/role.js', text: 'role === null ?', by: 'true ?' }],
    spec: 'test/admin-roles.e2e-spec.ts',
    tests: 'unknown role has no rights|nobody else',
  },
  {
    name: 'the history is deleted before HISTORY_DAYS',
    changes: [
      {
        file: 'platform/audit-log/audit-log.sweeper.js',
        text: '"created_at" <',
        by: '"created_at" IS NOT NULL OR "created_at" <',
      },
    ],
    spec: 'test/services/audit-log.spec.ts',
    tests: 'older than HISTORY_DAYS, and no others',
  },
  {
    name: 'HISTORY_DAYS=0 deletes the history',
    changes: [
      {
        file: 'platform/audit-log/audit-log.sweeper.js',
        text: 'if (historyMs === undefined)\n            return false;',
        by: '',
      },
    ],
    spec: 'test/services/audit-log.spec.ts',
    tests: 'none with HISTORY_DAYS=0',
  },
  {
    name: 'a rehearsal takes the database of the service for its copy',
    changes: [
      { file: 'rehearsal/copy/postgres-copy.js', text: 'if (await isSameDatabase(source, target))', by: 'if (false)' },
    ],
    spec: 'test/rehearsal-refused.e2e-spec.ts',
    tests: 'own database, also by another address',
  },
  {
    name: 'a rehearsal takes a database that is not empty, and deletes what is in it',
    changes: [{ file: 'rehearsal/copy/postgres-copy.js', text: 'if (existing.length > 0)', by: 'if (false)' }],
    spec: 'test/rehearsal-refused.e2e-spec.ts',
    tests: 'a database for the copy that has a table$',
  },
  {
    name: 'a rehearsal ends with 0 whatever the ledger says',
    changes: [{ file: 'rehearsal/rehearsal-result.js', text: 'result.findings.length > 0 ||', by: '' }],
    spec: 'test/rehearsal.e2e-spec.ts',
    tests: 'ends with 1 if the ledger does not agree',
  },
  {
    name: 'a rehearsal does not check the ledger',
    changes: [
      { file: 'rehearsal/rehearsal.js', text: 'await verify(location, ', by: 'await (async () => [])(location, ' },
    ],
    spec: 'test/rehearsal.e2e-spec.ts',
    tests: 'ends with 1 if the ledger does not agree',
  },
  {
    name: 'a rehearsal takes p50 for p99',
    changes: [{ file: 'rehearsal/rehearsal.js', text: 'percentiles(0.5, 0.99, 1)', by: 'percentiles(0.99, 0.5, 1)' }],
    spec: 'test/rehearsal.e2e-spec.ts',
    tests: 'how fast it was',
  },
  {
    name: 'a rehearsal does not print p50 and p99',
    changes: [
      {
        file: 'rehearsal/report/rehearsal-report.js',
        text: 'p50 ${milliseconds(p50Ms)} · p99 ${milliseconds(p99Ms)} · ',
        by: '',
      },
    ],
    spec: 'test/rehearsal.e2e-spec.ts',
    tests: 'prints a table',
  },
  {
    name: 'a rehearsal leaves its copy behind',
    changes: [{ file: 'rehearsal/rehearsal.command.js', text: 'await this.remove(copy);', by: '' }],
    spec: 'test/rehearsal.e2e-spec.ts',
    tests: 'Ctrl-C ends the service and deletes the copy',
  },
  {
    name: 'a rehearsal that is killed leaves its service behind',
    changes: [{ file: 'rehearsal/service/ends-with-parent.js', text: 'if (isMainThread)', by: 'if (false)' }],
    spec: 'test/rehearsal.e2e-spec.ts',
    tests: 'does not leave the service behind',
  },
  {
    name: 'the copy of a rehearsal has the addresses of the members',
    changes: [{ file: 'rehearsal/copy/prepared-copy.js', text: 'yield* service.anonymize(tx);', by: '' }],
    spec: 'test/rehearsal.e2e-spec.ts',
    tests: 'has a private copy',
  },
  {
    name: 'a rehearsal disturbs a sale',
    changes: [{ file: 'rehearsal/rehearsal.command.js', text: '!options.force && isSale(event)', by: 'false' }],
    spec: 'test/rehearsal-refused.e2e-spec.ts',
    tests: 'while coupons are issued, without --force',
  },
  {
    name: 'a rehearsal fills the disk',
    changes: [{ file: 'rehearsal/copy/private-folder.js', text: 'if (bavail * bsize < bytes)', by: 'if (false)' }],
    spec: 'test/rehearsal-refused.e2e-spec.ts',
    tests: 'to copy the database',
  },
  {
    name: 'member case: the table of permissions does not decide who opens one',
    changes: [
      {
        file: 'admin/permissions.js',
        text: "preview: 'support', case: 'support'",
        by: "preview: 'support', case: 'owner'",
      },
    ],
    spec: 'test/admin-roles.e2e-spec.ts',
    tests: 'case pages',
  },
  {
    name: 'member case: a search is not in the history',
    changes: [{ file: 'admin/case/member-cases.js', text: 'await this.record(found.userId, by);', by: '' }],
    spec: 'test/admin-case-search.e2e-spec.ts',
    tests: 'is recorded in the history',
  },
  {
    name: 'member case: asked by GET',
    changes: [
      {
        file: 'admin/http/api.router.js',
        text: '.post(places.limited(caseAction(panel, rights)))',
        by: '.all(places.limited(caseAction(panel, rights)))',
      },
    ],
    spec: 'test/admin-case-search.e2e-spec.ts',
    tests: 'is asked by POST from the panel only',
  },
  {
    name: 'member case: a code is found in one case only',
    changes: [
      {
        file: 'admin/case/search-statements.js',
        text: '[typed.toUpperCase(), typed, typed]',
        by: '[typed, typed, typed]',
      },
    ],
    spec: 'test/admin-case.e2e-spec.ts',
    tests: 'by a code in either case',
  },
  {
    name: 'member case: an e-mail is found in one spelling only',
    changes: [
      { file: 'admin/case/search-statements.js', text: 'parameters: [emailKey(typed)]', by: 'parameters: [typed]' },
    ],
    spec: 'test/admin-case.e2e-spec.ts',
    tests: 'by the e-mail in any spelling',
  },
  {
    name: 'member case: all members are listed',
    changes: [
      { file: 'admin/case/search-statements.js', text: 'LIMIT ${MAX_MEMBERS + 1}', by: 'LIMIT 1000' },
      { file: 'admin/case/case-search.js', text: '.slice(0, MAX_MEMBERS)', by: '' },
    ],
    spec: 'test/admin-case.e2e-spec.ts',
    tests: 'lists up to twenty members',
  },
  {
    name: 'member case: acts on other targets',
    changes: [
      { file: 'admin/case/case-statements.js', text: "WHERE target_kind = 'member' AND action", by: 'WHERE action' },
    ],
    spec: 'test/admin-case-acts.e2e-spec.ts',
    tests: 'none on other targets',
  },
  {
    name: 'member case: older acts are not mentioned',
    changes: [{ file: 'admin/case/case-statements.js', text: 'LIMIT ${MAX_ACTS + 1}', by: 'LIMIT ${MAX_ACTS}' }],
    spec: 'test/admin-case-acts.e2e-spec.ts',
    tests: 'more of one kind',
  },
  {
    name: 'member case: sold out although units remain',
    changes: [{ file: 'admin/case/rejections-by-event.js', text: "row['remaining'] === 0 && ", by: '' }],
    spec: 'test/admin-case.e2e-spec.ts',
    tests: 'since when the coupon is sold out',
  },
  {
    name: 'member case: sold out at another time than the press',
    changes: [
      {
        file: 'admin/case/sold-out-time.js',
        text: 'movements.findIndex(({ at }) => at > pressedAt)',
        by: '-1',
      },
    ],
    spec: 'test/admin-case.e2e-spec.ts',
    tests: 'since when the coupon is sold out',
  },
  {
    name: 'rejected presses: more wait than there is room for',
    changes: [
      { file: 'coupon/rejected/pending-rejections.js', text: '!known && this.entries.size >= this.max', by: 'false' },
    ],
    spec: 'test/services/rejected-presses.spec.ts',
    tests: 'for which it has no room',
  },
  {
    name: 'rejected presses: the number is not added',
    changes: [
      {
        file: 'coupon/rejected/merge-rejections.js',
        text: 'ELSE "rejected_press"."presses" + excluded."presses" END',
        by: 'ELSE excluded."presses" END',
      },
    ],
    spec: 'test/rejected-presses.e2e-spec.ts',
    tests: 'are added to the row|goes on after a restart',
  },
  {
    name: 'rejected presses: the first instant is lost',
    changes: [
      {
        file: 'coupon/rejected/merge-rejections.js',
        text: 'excluded."first_at" < "rejected_press"."first_at"',
        by: 'TRUE',
      },
    ],
    spec: 'test/rejected-presses.e2e-spec.ts',
    tests: 'are added to the row|goes on after a restart',
  },
  {
    name: 'rejected presses: the last reason is lost',
    changes: [
      {
        file: 'coupon/rejected/merge-rejections.js',
        text: 'excluded."last_at" >= "rejected_press"."last_at"',
        by: 'FALSE',
      },
    ],
    spec: 'test/rejected-presses.e2e-spec.ts',
    tests: 'are added to the row',
  },
  {
    name: 'rejected presses: a stop loses them',
    changes: [
      {
        file: 'coupon/rejected/rejected-presses.js',
        text: 'this.writeAll(() => performance.now() < giveUpAt)',
        by: 'Promise.resolve()',
      },
    ],
    spec: 'test/rejected-presses.e2e-spec.ts',
    tests: 'is written when the service stops|of two processes',
  },
  {
    name: 'rejected presses: ten writes a second',
    changes: [{ file: 'coupon/rejected/rejected-presses.js', text: 'INTERVAL_MS = 1_000', by: 'INTERVAL_MS = 100' }],
    spec: 'test/services/rejected-presses.spec.ts',
    tests: 'writes once a second at most',
  },
  {
    name: 'rejected presses: each press waits for a write of its own',
    changes: [{ file: 'coupon/rejected/rejected-presses.js', text: 'this.timer ??=', by: 'this.timer =' }],
    spec: 'test/services/rejected-presses.spec.ts',
    tests: 'writes once a second at most',
  },
  {
    name: 'rejected presses: of ids that nobody has given',
    changes: [{ file: 'coupon/rejected/merge-rejections.js', text: "AND ${exists('work', 'work_id')}", by: '' }],
    spec: 'test/rejected-presses.e2e-spec.ts',
    tests: 'none of ids that nobody has given',
  },
  {
    name: 'rejected presses: of a member who has the coupon',
    changes: [{ file: 'coupon/rejected/rejection-of.js', text: 'CODES.has(error.code) ?', by: 'true ?' }],
    spec: 'test/rejected-presses.e2e-spec.ts',
    tests: 'that got the coupon, now or before',
  },
  {
    name: 'rejected presses: deleted before REJECTED_PRESS_DAYS',
    changes: [
      {
        file: 'coupon/rejected/rejected-press.sweeper.js',
        text: 'this.clock.now().getTime() - rejectedPressMs',
        by: 'this.clock.now().getTime()',
      },
    ],
    spec: 'test/services/rejected-presses.spec.ts',
    tests: 'older than REJECTED_PRESS_DAYS, and no others',
  },
  {
    name: 'rejected presses: REJECTED_PRESS_DAYS=0 deletes them',
    changes: [
      {
        file: 'coupon/rejected/rejected-press.sweeper.js',
        text: 'if (rejectedPressMs === undefined)\n            return false;',
        by: '',
      },
    ],
    spec: 'test/services/rejected-presses.spec.ts',
    tests: 'none with REJECTED_PRESS_DAYS=0',
  },
  {
    name: 'panel: buttons that the role may not use',
    changes: [
      {
        file: 'admin/assets/components.*.js',
        text: 'role !== undefined && mayRun(role, resource, action)',
        by: 'true',
      },
    ],
    spec: 'test/browser-roles.e2e-spec.ts',
    tests: 'are no acts to support',
  },
  {
    name: 'panel: pale texts',
    changes: [
      {
        file: 'admin/assets/panel.*.css',
        text: '--ink-soft: light-dark(#6b5a4c, ',
        by: '--ink-soft: light-dark(#9b8a7c, ',
      },
    ],
    spec: 'test/browser-colors.e2e-spec.ts',
    tests: 'in the light scheme',
  },
];
