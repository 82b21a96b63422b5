import { Injectable } from '@nestjs/common';
import { PassportSerializer } from '@nestjs/passport';
import type { SignedInUser, Ticket } from '../signed-in/signed-in-user.js';
import { SignedInUsers } from '../signed-in/signed-in-users.js';

type Done<T> = (error: unknown, result?: T | false) => void;

/** What a session remembers of its member, and whether it still holds. */
@Injectable()
export class SessionSerializer extends PassportSerializer {
  constructor(private readonly members: SignedInUsers) {
    super();
  }

  override serializeUser(user: SignedInUser, done: Done<Ticket>): void {
    done(null, { id: user.id, epoch: user.sessionEpoch });
  }

  override deserializeUser(ticket: Ticket, done: Done<SignedInUser>): void {
    this.members.ofOwner(ticket).then((member) => done(null, member ?? false), done);
  }
}
