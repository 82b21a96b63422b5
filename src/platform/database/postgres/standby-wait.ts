import type { ClientBase } from 'pg';

/** The function of PostgreSQL that waits for a standby. Unlike the message, its name is not translated. */
const ROUTINE = 'SyncRepWaitForLSN';

/**
 * Notices that the wait for a synchronous standby was cancelled, by `pg_cancel_backend` for example. PostgreSQL then answers
 * COMMIT with success and a warning: the transaction is committed on the primary, but may be lost with it.
 */
export class StandbyWait {
  wasCancelled = false;

  constructor(private readonly client: ClientBase) {
    client.on('notice', this.note);
  }

  close(): void {
    this.client.off('notice', this.note);
  }

  private readonly note = ({ routine }: { readonly routine?: string | undefined }): void => {
    if (routine === ROUTINE) this.wasCancelled = true;
  };
}
