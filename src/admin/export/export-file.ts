import { createHash } from 'node:crypto';
import { csvHead, csvLines } from './csv.js';
import type { ExportPace } from './export-pace.js';
import type { ExportedRows } from './exported-rows.js';
import { retried } from './retried.js';

/** The text of an export, piece by piece, with the number of its rows and its hash so far. */
export class ExportFile {
  private readonly hash = createHash('sha256');
  private count = 0;

  /** @param requireRights rejects if the operator may not export any more */
  constructor(
    private readonly exported: ExportedRows,
    private readonly pace: ExportPace,
    private readonly requireRights: () => Promise<unknown>,
  ) {}

  get rows(): number {
    return this.count;
  }

  /** In hexadecimal. To be called once, after the last piece. */
  sha256(): string {
    return this.hash.digest('hex');
  }

  /**
   * The first piece has the first rows, so that a failure of the first read precedes it.
   * @throws DomainError as `requireRights` does; each page needs the rights, because an export can take minutes
   */
  async *pieces(): AsyncGenerator<string> {
    const { heads, pages, cells } = this.exported;
    let isFirst = true;
    for await (const rows of pages) {
      await retried(this.requireRights);
      const head = isFirst ? csvHead(heads) : '';
      const piece = this.pace.page(() => this.hashed(head + csvLines(rows.map(cells))));
      isFirst = false;
      this.count += rows.length;
      if (piece) yield piece;
      await this.pace.pause();
    }
    if (isFirst) yield this.hashed(csvHead(heads));
  }

  private hashed(piece: string): string {
    this.hash.update(piece);
    return piece;
  }
}
