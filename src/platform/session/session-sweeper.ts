import { Injectable } from '@nestjs/common';
import { Sweeper } from '../database/sweeper.js';
import { SessionStore } from './session.store.js';

@Injectable()
export class SessionSweeper extends Sweeper {
  constructor(private readonly store: SessionStore) {
    super('expired sessions');
  }

  protected override sweepSome(): Promise<boolean> {
    return this.store.sweepSome();
  }
}
