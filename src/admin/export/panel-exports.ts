import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { wallClock } from '../../coupon/event-hours.js';
import { Clock } from '../../platform/time/clock.js';
import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';
import type { ActionCall, Download } from '../action/panel-action.js';
import { exportRunning } from '../admin.errors.js';
import { filtersIn, readListQuery } from '../table/list-query.js';
import { ExportFile } from './export-file.js';
import { ExportPace } from './export-pace.js';
import { RecordedExports } from './recorded-exports.js';

/**
 * Exports of lists, one at a time in this process: an export reads for minutes, and two would take twice as much of the time that
 * presses and the panel's lists need.
 */
@Injectable()
export class PanelExports implements OnModuleDestroy {
  private readonly stopping = new AbortController();
  /** Resolves when the export has ended. */
  private running: Promise<void> | undefined;
  /** Resolves when the last export that has ended is in the audit log. */
  private recorded: Promise<void> | undefined;

  constructor(
    private readonly records: RecordedExports,
    private readonly clock: Clock,
  ) {}

  /**
   * Starts an export of all rows that match a list's filters. The caller must call `ended` of the download.
   * @throws DomainError `EXPORT_RUNNING`, `UNAVAILABLE`, and those of `readListQuery`
   */
  async start({ resource, query, operator, operatorNow, language }: ActionCall): Promise<Download> {
    const { conditions } = readListQuery(resource.table, query);
    if (this.running) throw exportRunning();
    const file = new ExportFile(resource.exported(conditions, language), new ExportPace(), operatorNow);
    let resolve = (): void => undefined;
    this.running = new Promise((done) => (resolve = done));
    const end = (): void => {
      this.running = undefined;
      resolve();
    };
    const started = { table: resource.id(), filters: filtersIn(query), operator };
    try {
      await this.records.start(started);
    } catch (error) {
      end();
      throw error;
    }
    return {
      fileName: `${resource.id()}-${minuteOf(this.clock.now())}.csv`,
      pieces: file.pieces(),
      signal: this.stopping.signal,
      ended: (outcome) => {
        this.recorded = this.records.end({ ...started, rows: file.rows, sha256: file.sha256(), outcome });
        end();
      },
    };
  }

  /** When the service stops, it waits for its responses. An export would take too long: it breaks off. */
  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.recorded;
  }
}

/** The panel's local time, such as `20261202-1530`. */
const minuteOf = (at: Date): string => wallClock(at, DEFAULT_TIME_ZONE).replace(/[-:]/g, '').replace(' ', '-');
