import { Injectable } from '@nestjs/common';
import { Sweeper } from '../../platform/database/sweeper.js';
import { LiveSampleStore } from './live-sample-store.js';

@Injectable()
export class LiveSampleSweeper extends Sweeper {
  constructor(private readonly store: LiveSampleStore) {
    super('old samples of the live view');
  }

  protected override sweepSome(): Promise<boolean> {
    return this.store.sweepSome();
  }
}
