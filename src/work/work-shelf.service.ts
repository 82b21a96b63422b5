import { Injectable } from '@nestjs/common';
import { Remembered } from '../platform/cache/remembered.js';
import { Changes } from '../platform/database/changes.js';
import { sharedAnswer, type SharedAnswer } from '../platform/http/shared-answer.js';
import { Work } from './work.entity.js';
import { presentWork } from './work.presenter.js';
import { WorkService } from './work.service.js';

type Shelf = { readonly works: readonly Work[]; readonly answer: SharedAnswer };

/** The works as everybody sees them, from memory. */
@Injectable()
export class WorkShelf {
  private readonly shelf: Remembered<Shelf>;
  private last: Shelf | undefined;

  constructor(works: WorkService, changes: Changes) {
    this.shelf = new Remembered(
      async () => this.unlessSame(await works.list()),
      () => changes.version([Work]),
    );
  }

  /** The same array for as long as nothing has changed: what is made of it need not be made again. */
  async works(): Promise<readonly Work[]> {
    return (await this.shelf.get()).works;
  }

  /** As `works`, as the database says now. */
  async worksNow(): Promise<readonly Work[]> {
    return (await this.shelf.refresh()).works;
  }

  /** What `GET /work/` says. */
  async answer(): Promise<SharedAnswer> {
    return (await this.shelf.get()).answer;
  }

  private unlessSame(works: readonly Work[]): Shelf {
    const answer = sharedAnswer(works.map(presentWork));
    if (this.last?.answer.etag !== answer.etag) this.last = { works, answer };
    return this.last;
  }
}
