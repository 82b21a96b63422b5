import { availableParallelism } from 'node:os';
import type { PasswordHasher } from '../../src/account/password/password-hasher.js';
import { Application } from '../support/application.js';

type Hashers = typeof import('../../src/account/password/password-hasher.js');

/** One core stays free for requests, and two of the four threads of libuv's pool for files and DNS. */
const AT_ONCE = Math.max(1, Math.min(2, availableParallelism() - 1));

describe('PasswordHasher', () => {
  it(`computes ${AT_ONCE} at a time here: a long one ${AT_ONCE === 1 ? 'delays' : 'does not delay'} those after it`, async () => {
    const application = await Application.start('sqlite');
    const ended = await application.run(async ({ load }) => {
      const { PasswordHasher } = await load<Hashers>('account/password/password-hasher.js');
      const hasher: PasswordHasher = new PasswordHasher();
      const order: string[] = [];
      const check = async (name: string, iterations: number): Promise<void> => {
        await hasher.verify('wrong', `pbkdf2_sha256$${iterations}$salt$${Buffer.alloc(32).toString('base64')}`);
        order.push(name);
      };
      await Promise.all([check('long', 1_000_000), check('short', 1), check('short', 1)]);
      return order;
    }, undefined);
    expect(ended.indexOf('long')).toBe(AT_ONCE === 1 ? 0 : 2);
  });
});
