import { Module } from '@nestjs/common';
import { SessionCookie } from './session-cookie.js';
import { SessionSweeper } from './session-sweeper.js';
import { SessionStore } from './session.store.js';

@Module({
  providers: [SessionCookie, SessionStore, SessionSweeper],
  exports: [SessionCookie, SessionStore],
})
export class SessionModule {}
