import { Client, type ClientConfig, type PoolConfig } from 'pg';
import { READ_ONLY } from '../database-failure.js';

/** Not documented by node-postgres: the messages of the protocol, as events of `client.connection`. */
type ProtocolConnection = {
  on(event: 'parameterStatus', listener: (setting: ReportedSetting) => void): void;
  emit(event: 'error', error: Error): void;
  readonly stream: { destroy(): void };
};
type ReportedSetting = { readonly parameterName: string; readonly parameterValue: string };

/** The settings by which a server says that it is not the primary. */
const SETTINGS = ['in_hot_standby', 'default_transaction_read_only'];

/**
 * How long a connection may be used. The name of the primary may lead to another server, while connections to the former
 * primary stay open. `PooledConnections.renew` usually replaces them earlier.
 */
const MAX_LIFETIME_SECONDS = 60;

/**
 * A connection that fails if the server is a standby or read-only, as a primary is after another server has taken its place.
 * Such a server would answer look-ups from outdated rows: a session that has ended would still be valid.
 *
 * PostgreSQL reports the two settings when a connection begins, and a change together with the next response, ahead of its
 * end. So this check costs no round trip, and not even the response after the change is used.
 */
export class PrimaryClient extends Client {
  /** Why the server cannot be used. */
  private refusal: Error | undefined;
  private isInUse = false;

  constructor(config?: ClientConfig) {
    super(config);
    const { connection } = this as unknown as { readonly connection: ProtocolConnection };
    // A connection may ask for read-only transactions itself.
    const watched = SETTINGS.filter((name) => !config?.options?.includes(name));
    connection.on('parameterStatus', ({ parameterName, parameterValue }) => {
      if (!watched.includes(parameterName)) return;
      this.refusal = parameterValue === 'on' ? readOnlyServer(parameterName) : undefined;
      if (this.refusal && this.isInUse) fail(connection, this.refusal);
    });
  }

  /** Called when the connection is made. From then on, the connection fails by itself. */
  verify(done: (refusal?: Error) => void): void {
    this.isInUse = true;
    done(this.refusal);
  }
}

/** Options of a pool whose connections lead to the primary. */
export const toPrimary = (
  maxLifetimeSeconds = MAX_LIFETIME_SECONDS,
): Pick<PoolConfig, 'Client' | 'verify' | 'maxLifetimeSeconds'> => ({
  Client: PrimaryClient,
  verify: (client, done) => (client as unknown as PrimaryClient).verify(done),
  maxLifetimeSeconds,
});

const readOnlyServer = (setting: string): Error =>
  Object.assign(new Error(`The server is not the primary: ${setting} is on.`), { code: READ_ONLY });

/** As if the connection had broken: its queries reject, the one whose response is being read too. */
function fail(connection: ProtocolConnection, error: Error): void {
  connection.emit('error', error);
  connection.stream.destroy();
}
