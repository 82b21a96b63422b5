import { Injectable } from '@nestjs/common';
import { Sweeper } from '../../platform/database/sweeper.js';
import { LoginAttemptStore } from './login-attempt-store.js';

@Injectable()
export class LoginAttemptSweeper extends Sweeper {
  constructor(private readonly store: LoginAttemptStore) {
    super('ended login attempts');
  }

  protected override sweepSome(): Promise<boolean> {
    return this.store.sweepSome();
  }
}
