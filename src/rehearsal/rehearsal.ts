import { randomBytes } from 'node:crypto';
import { verify } from '../coupon/verification/verification.js';
import type { Settings } from '../platform/config/settings.js';
import { PreparedCopy } from './copy/prepared-copy.js';
import type { RehearsalCopy } from './copy/rehearsal-copy.js';
import { Crowd } from './crowd/crowd.js';
import { PressPlan } from './crowd/press-plan.js';
import { Tally } from './crowd/tally.js';
import { readLedger, type LedgerReading } from './ledger-reading.js';
import { interrupted } from './rehearsal-refusal.js';
import type { RehearsalOptions } from './rehearsal.options.js';
import type { RehearsalResult } from './rehearsal-result.js';
import { findBottleneck } from './report/bottleneck.js';
import type { ProgressLine } from './report/progress-line.js';
import { CopiedService } from './service/copied-service.js';
import { syncMs } from './service/sync-time.js';
import { UsageMeter, type Usage } from './service/usage-meter.js';
import type { SourceEvent } from './source-event.js';

/** Presses begin when the service serves the copy, and the event starts so long after. */
const OPENS_IN_MS = 3_000;

type Rush = { readonly tally: Tally; readonly openedAt: number; readonly usage: Usage | undefined };

/** The event of one coupon, on a copy of the database. */
export class Rehearsal {
  private readonly secretKey = randomBytes(48).toString('base64url');

  constructor(
    private readonly copy: RehearsalCopy,
    private readonly event: SourceEvent,
    private readonly options: RehearsalOptions,
    private readonly settings: Settings,
    private readonly progress: ProgressLine,
  ) {}

  /** @throws RehearsalRefusal; no process is left then */
  async run(signal: AbortSignal): Promise<RehearsalResult> {
    const { location, folder } = this.copy;
    const { coupon, members } = this.options;
    this.progress.step(`회원 ${members.toLocaleString('en-US')}명을 복사본에 만드는 중`);
    const prepared = await PreparedCopy.prepare(location, this.event, members, this.secretKey);
    const before = await readLedger(location, coupon);
    const sync = folder === undefined ? undefined : syncMs(folder);
    const rush = await this.served(prepared, signal);
    const after = await readLedger(location, coupon);
    this.progress.step('복사본의 장부를 확인하는 중');
    const findings = await verify(location, () => undefined);
    return { ...this.figures(rush, before, after, sync), findings };
  }

  private async served(prepared: PreparedCopy, signal: AbortSignal): Promise<Rush> {
    if (signal.aborted) throw interrupted();
    this.progress.step('복사본에서 서비스를 시작하는 중');
    const service = await CopiedService.start(this.copy.location, this.secretKey, signal);
    try {
      return await this.rush(service, prepared, signal);
    } finally {
      this.progress.step('서비스를 멈추는 중');
      await service.stop();
    }
  }

  private async rush(service: CopiedService, prepared: PreparedCopy, signal: AbortSignal): Promise<Rush> {
    const { coupon, presses, connections, seconds } = this.options;
    this.progress.step('이벤트를 여는 중');
    const openedAt = await prepared.openIn(OPENS_IN_MS);
    const works = this.event.works.map(({ id }) => id);
    const plan = new PressPlan(prepared.cookies, coupon, works, presses);
    const tally = new Tally(presses, openedAt);
    const times = { openedAt, endsAt: openedAt + 1_000 * seconds };
    const crowd = new Crowd(service.port, Math.min(connections, presses), plan, tally, times);
    const meter = new UsageMeter(service.pid, service.metricsPort);
    await meter.start(openedAt);
    const show = (): void =>
      this.progress.bar(
        tally.total / presses,
        `발급 ${tally.issued.toLocaleString('en-US')} · 응답 ${tally.total.toLocaleString('en-US')}/${presses.toLocaleString('en-US')}`,
      );
    this.progress.step('누르는 중');
    await crowd.run(show, signal);
    return { tally, openedAt, usage: await meter.stop() };
  }

  private figures(
    { tally, openedAt, usage }: Rush,
    before: LedgerReading,
    after: LedgerReading,
    sync: number | undefined,
  ): Omit<RehearsalResult, 'findings'> {
    const { members, connections, presses } = this.options;
    const { id, name } = this.event.coupon;
    const [p50Ms = 0, p99Ms = 0, maxMs = 0] = tally.percentiles(0.5, 0.99, 1);
    const soldOutMs = after.stock === 0 && tally.lastIssuedAt ? tally.lastIssuedAt - openedAt : undefined;
    const rushMs = (tally.lastAnswerAt ?? openedAt) - openedAt;
    return {
      coupon: { id, name },
      database: this.copy.location.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL',
      members,
      connections,
      presses,
      stockBefore: before.stock,
      stockAfter: after.stock,
      soldOutMs,
      issued: tally.issued,
      refused: Object.fromEntries(tally.refused),
      unanswered: tally.unanswered,
      pressesPerSecond: rushMs > 0 ? (1_000 * tally.answered) / rushMs : 0,
      p50Ms,
      p99Ms,
      maxMs,
      bottleneck: findBottleneck(usage, {
        transactions: after.issuingTransactions - before.issuingTransactions,
        seconds: (soldOutMs ?? rushMs) / 1_000,
        syncMs: sync,
        workers: this.settings.workers,
      }),
    };
  }
}
