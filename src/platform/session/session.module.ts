import { Module } from '@nestjs/common';
import { AuditLogModule } from '../audit-log/audit-log.module.js';
import { SessionCookie } from './session-cookie.js';
import { SessionSweeper } from './session-sweeper.js';
import { SessionStore } from './session.store.js';

@Module({
  imports: [AuditLogModule],
  providers: [SessionCookie, SessionStore, SessionSweeper],
  exports: [SessionCookie, SessionStore],
})
export class SessionModule {}
