import type { SqlProgram } from '../platform/database/sql/statement.js';
import type { Tx } from '../platform/database/tx.js';
import { cleanTitle, type CleanTitle } from './work-title.js';
import { Work } from './work.entity.js';

/** A work of another database, with the id that clients know. `title` is a result of `clean`. */
export type ImportedWork = Pick<Work, 'id' | 'title' | 'createdAt' | 'updatedAt'>;

/** Takes over works of another database. */
export class ImportedWorksService {
  /** @returns the title as it is stored here, or what is wrong with it */
  clean(title: string): CleanTitle {
    return cleanTitle(title);
  }

  *insert(tx: Tx, works: readonly ImportedWork[]): SqlProgram<void> {
    yield* tx.insert(Work, [...works], { withIds: true });
  }
}
