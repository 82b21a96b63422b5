import { contenders } from '../contenders.js';
import { Server } from '../servers/server.js';
import { serviceEnvironment } from '../running-contender.js';
import { fillEvent } from './fill.js';

/** Creates a database with the service's schema and the event's data. It is copied for every contender. */
export async function eventTemplate(host, { folder, secret, members, coupons }) {
  const store = await host.create(`template_${host.kind}`);
  const { script } = contenders.find(({ key }) => key === 'toodat-sqlite');
  const env = { ...serviceEnvironment(secret), DATABASE_URL: store.url };
  // The service migrates an empty database when it starts.
  const server = await Server.start({ script, cwd: folder, env });
  await server.stop();
  await fillEvent(store, { members, secret, coupons });
  return store;
}
