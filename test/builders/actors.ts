import type { Actor } from '../../src/platform/audit-log/actor.js';

/** An operator without an account, for services that are called directly. */
export const BY: Actor = { userId: null, name: 'operator@example.com', address: '192.0.2.1' };
