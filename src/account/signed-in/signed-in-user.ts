import type { User } from '../user.entity.js';

/** The member who sent a request, read from the database for each request. Does not contain the password hash. */
export type SignedInUser = Pick<User, 'id' | 'email' | 'isAdmin' | 'role' | 'sessionEpoch'>;

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the only way to type passport's request.user
  namespace Express {
    interface User {
      id: number;
      email: string;
      isAdmin: boolean;
      role: string | null;
      sessionEpoch: number;
    }
  }
}
