import type { SessionOwner } from '../../platform/session/session-owner.js';
import type { User } from '../user.entity.js';

/** The member behind a request, read from the database for each request; the password hash stays there. */
export type SignedInUser = Pick<User, 'id' | 'email' | 'isAdmin' | 'sessionEpoch'>;

/** What a session remembers of its member. It holds while the member is active and the epoch is the same. */
export type Ticket = SessionOwner;

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the only way to type passport's request.user
  namespace Express {
    interface User {
      id: number;
      email: string;
      isAdmin: boolean;
      sessionEpoch: number;
    }
  }
}
