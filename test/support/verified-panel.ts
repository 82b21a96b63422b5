import type { DatabaseKind } from '../../src/platform/config/database-url.js';
import { operator, type PanelClient } from './panel-client.js';
import { startServer, type RunningServer } from './server.js';
import { verification } from './verification.js';

/** A server, and an operator who is logged in to its panel. */
export type VerifiedPanel = {
  readonly server: RunningServer;
  readonly admin: PanelClient;
  /** @returns the remaining stock of a coupon, as the panel shows it */
  readonly stock: (coupon: number) => Promise<unknown>;
};

/** Starts a server for the tests of a block. After each of them `npm run verify` must find nothing in its database. */
export function useVerifiedPanel(kind: DatabaseKind): VerifiedPanel {
  let server: RunningServer;
  let admin: PanelClient;
  beforeAll(async () => {
    server = await startServer({ database: kind });
    admin = await operator(server);
  });
  afterEach(async () => {
    expect(await verification(server.database)).toEqual({ code: 0, found: [] });
  });
  return {
    get server() {
      return server;
    },
    get admin() {
      return admin;
    },
    stock: async (coupon) => (await admin.row('coupons', coupon)).params['count'],
  };
}
