import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { PanelClient } from './panel-client.js';
import type { RunningServer } from './server.js';

/** A download that is read only when the test asks for it. */
export class SlowDownload {
  private constructor(readonly response: IncomingMessage) {}

  /** @returns when the head of the response has come */
  static async begin(
    server: Pick<RunningServer, 'baseUrl'>,
    { client }: PanelClient,
    path: string,
  ): Promise<SlowDownload> {
    const sent = request(`${server.baseUrl}/admin/api${path}`, { headers: client.cookies.header(), agent: false });
    sent.end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    // Hanging up destroys the request, too.
    sent.on('error', () => undefined);
    return new SlowDownload(response);
  }

  /** Reads the rest. @param seen called after each part @returns the text, and whether the server ended it properly */
  async rest(seen: () => void = () => undefined): Promise<{ text: string; sha256: string; isWhole: boolean }> {
    const hash = createHash('sha256');
    const parts: Buffer[] = [];
    try {
      for await (const part of this.response as AsyncIterable<Buffer>) {
        hash.update(part);
        parts.push(part);
        seen();
      }
    } catch {
      // The connection was closed before the end.
    }
    return { text: Buffer.concat(parts).toString(), sha256: hash.digest('hex'), isWhole: this.response.complete };
  }

  hangUp(): void {
    this.response.destroy();
  }
}
