import { Injectable } from '@nestjs/common';
import { PassportSerializer } from '@nestjs/passport';
import type { SessionOwner } from '../../platform/session/session-owner.js';
import type { LoggingIn } from './session-login.js';
import type { SignedInUser } from '../signed-in/signed-in-user.js';
import { SignedInUsers } from '../signed-in/signed-in-users.js';

type Done<T> = (error: unknown, result?: T | false) => void;

/** Stores a member's id and session epoch in the session, and reads the member back while the session is valid. */
@Injectable()
export class SessionSerializer extends PassportSerializer {
  constructor(private readonly members: SignedInUsers) {
    super();
  }

  override serializeUser(user: LoggingIn, done: Done<SessionOwner>): void {
    const operator = user.operatorAddress !== undefined && { email: user.email, address: user.operatorAddress };
    done(null, { id: user.id, epoch: user.sessionEpoch, ...(operator && { operator }) });
  }

  override deserializeUser(owner: SessionOwner, done: Done<SignedInUser>): void {
    this.members.ofOwner(owner).then((member) => done(null, member ?? false), done);
  }
}
