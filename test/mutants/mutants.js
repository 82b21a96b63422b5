// Each takes one guard away from the built server. `text` stands exactly once in `file`; the named tests must then fail.
// A mutant may need several replacements, where one guard stands behind another.

const issuer = 'coupon/coupon-issuer.service.js';
const decision = 'coupon/issue-decision.js';
const migration = 'platform/database/migrations/1795305600000-create-tables.js';

const stockCheck = { file: decision, text: "if (left === 0)\n            return { kind: 'sold-out' };", by: '' };
const holdersLookUp = { file: decision, text: "if (row)\n            return { kind: 'held', row };", by: '' };
const uniqueHolding = {
  file: migration,
  text: "{ name: 'coupon_user_once', columnNames: ['user_id', 'coupon_id', 'work_id'] },",
  by: '',
};

export const mutants = [
  {
    name: 'the stock is not checked',
    changes: [stockCheck],
    spec: 'test/issue-race.e2e-spec.ts',
    tests: 'a stock of 50|the last unit',
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
    changes: [{ file: 'platform/database/tx.js', text: "query.setLock('pessimistic_write');", by: ';' }],
    spec: 'test/fault-lock.e2e-spec.ts',
    tests: 'two processes wait for the same lock',
  },
  {
    name: 'SQLite writes without a transaction',
    changes: [
      {
        file: 'platform/database/sqlite-transactions.js',
        text: 'this.handle.transaction(() => this.drive(work(tx))).immediate()',
        by: 'this.drive(work(tx))',
      },
    ],
    spec: 'test/fault-disk.e2e-spec.ts',
    tests: 'dies at some write of a batch',
  },
  {
    name: 'nobody looks whether the member holds one already',
    changes: [holdersLookUp],
    spec: 'test/issue.e2e-spec.ts',
    tests: 'tells who already holds it so',
  },
  {
    name: 'nobody looks whether the member holds one already, and no constraint stands behind',
    changes: [holdersLookUp, uniqueHolding],
    spec: 'test/exact.e2e-spec.ts',
    tests: 'press twice',
  },
  {
    name: 'nobody looks whether the same press stands earlier in the batch',
    changes: [{ file: decision, text: 'if (winner !== undefined)', by: 'if (false)' }],
    spec: 'test/issue-batch.e2e-spec.ts',
    tests: 'their own answer each',
  },
  {
    name: 'a batch is settled from its end',
    changes: [
      {
        file: 'coupon/press-queue.js',
        text: 'this.waiting.splice(0, LARGEST_BATCH)',
        by: 'this.waiting.splice(0, LARGEST_BATCH).reverse()',
      },
    ],
    spec: 'test/issue-batch.e2e-spec.ts',
    tests: 'in the order of their arrival',
  },
  {
    name: 'a code that is taken is not drawn again',
    changes: [{ file: issuer, text: 'if (draw > DRAWS)', by: 'if (draw > 1)' }],
    spec: 'test/issue-batch.e2e-spec.ts',
    tests: 'when their codes are taken',
  },
  {
    name: 'that a process once saw it sold out is taken for the answer',
    changes: [
      {
        file: issuer,
        text: 'const refusals = await this.transactions.look((tx) => this.refuseSteps(tx, couponId, presses));',
        by: "const refusals = presses.map((press) => ({ refusal: refusalOf({ kind: 'sold-out' }, press) }));",
      },
    ],
    spec: 'test/sold-out.e2e-spec.ts',
    tests: 'stock that comes back|still told its code',
  },
  {
    name: 'a movement of the stock is not written into the ledger',
    changes: [
      { file: 'coupon/coupon-stock.service.js', text: 'yield* this.record(tx, id, kind, delta, occasion);', by: '' },
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
    tests: 'wait for the disk at least once',
  },
  {
    name: 'SQLite waits for the disk at checkpoints only',
    changes: [
      { file: 'platform/database/data-source-options.js', text: 'synchronous = FULL', by: 'synchronous = NORMAL' },
      { file: 'platform/database/data-source-options.js', text: 'synchronous !== 2', by: 'synchronous !== 1' },
    ],
    spec: 'test/fault-disk.e2e-spec.ts',
    tests: 'wait for the disk at least once',
  },
  {
    name: 'the answer does not wait for COMMIT (PostgreSQL)',
    changes: [
      {
        file: 'platform/database/postgres-transactions.js',
        text: "await client.query('COMMIT');",
        by: "client.query('COMMIT').catch(() => undefined);",
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
        text: "throw error instanceof DomainError && error.code === 'UNAVAILABLE' ? outcomeUnknown() : error;",
        by: "throw error instanceof DomainError ? refusalOf({ kind: 'sold-out' }, {}) : error;",
      },
    ],
    spec: 'test/fault-lock.e2e-spec.ts',
    tests: 'on SQLite whoever presses is told to come back',
  },
  {
    name: 'a hidden coupon is issued',
    changes: [{ file: decision, text: '!coupon || coupon.isHidden', by: '!coupon' }],
    spec: 'test/model.e2e-spec.ts',
    tests: 'on SQLite',
  },
  {
    name: 'the brake is not looked at',
    changes: [{ file: decision, text: "return coupon.paused ? 'paused' : undefined;", by: 'return undefined;' }],
    spec: 'test/model.e2e-spec.ts',
    tests: 'on SQLite',
  },
  {
    name: 'a revoked coupon is told as if it were held',
    changes: [
      {
        file: 'coupon/issue-refusal.js',
        text: 'outcome.row.revokedAt ? revoked() : alreadyIssued(outcome.row)',
        by: 'alreadyIssued(outcome.row)',
      },
    ],
    spec: 'test/model.e2e-spec.ts',
    tests: 'on SQLite',
  },
  {
    name: "another member's issued coupon is shown",
    changes: [{ file: 'coupon/coupon-user.service.js', text: 'findOneBy({ id, userId,', by: 'findOneBy({ id,' }],
    spec: 'test/issue.e2e-spec.ts',
    tests: "hides everybody else's",
  },
  {
    name: 'the origin is not checked',
    changes: [{ file: 'app.setup.js', text: 'app.enableCsrfProtection();', by: '' }],
    spec: 'test/cross-origin.e2e-spec.ts',
    tests: 'with a foreign Origin',
  },
  {
    name: 'the host name is not checked',
    changes: [{ file: 'app.setup.js', text: 'app.use(hostMiddleware(settings.allowedHosts));', by: '' }],
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
    name: 'X-Forwarded-For is believed whoever sends it',
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
        file: 'account/open-session.js',
        text: 'await promisify(request.logIn.bind(request))(user);',
        by: 'request.session.passport = { user: { id: user.id, epoch: user.sessionEpoch } }; await promisify(request.session.save.bind(request.session))();',
      },
    ],
    spec: 'test/session.e2e-spec.ts',
    tests: 'of an attacker is not the one that a victim logs in to',
  },
  {
    name: 'the session lives on after logout',
    changes: [
      {
        file: 'account/open-session.js',
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
        file: 'account/signed-in.reader.js',
        text: 'member?.sessionEpoch === epoch ? member : undefined',
        by: 'member',
      },
    ],
    spec: 'test/session.e2e-spec.ts',
    tests: 'a password was changed in',
  },
  {
    name: 'sessions outlive a deactivation',
    changes: [{ file: 'account/signed-in.reader.js', text: ' AND "is_active"', by: '' }],
    spec: 'test/session.e2e-spec.ts',
    tests: 'of a deactivated member',
  },
  {
    name: 'expired sessions are good',
    changes: [
      {
        file: 'platform/session/session.store.js',
        text: '"expires_at" > ${place(2)}',
        by: '("expires_at" > ${place(2)} OR TRUE)',
      },
    ],
    spec: 'test/account.e2e-spec.ts',
    tests: 'ends after 3,600 seconds',
  },
  {
    name: 'any body is read as JSON',
    changes: [
      {
        file: 'platform/http/body.middleware.js',
        text: "if (hasBody(request) && !request.is('application/json'))",
        by: 'if (false)',
      },
      {
        file: 'platform/http/body.middleware.js',
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
];
