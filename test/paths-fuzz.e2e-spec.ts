import fc from 'fast-check';
import { aCoupon } from './builders/coupons.js';
import { aWork } from './builders/works.js';
import type { Answer } from './support/answer.js';
import { crowd, SECRET_KEY, type Shopper } from './support/crowd.js';
import { FORMER_DIFFERENCES, oddRequests, type OddRequest } from './support/odd-requests.js';
import { onEachDatabase } from './support/on-each-database.js';
import { RawConnection } from './support/raw-connection.js';
import { withoutRequestId } from './support/request-id.js';
import type { Environment } from './support/server-process.js';
import { startServer, type RunningServer } from './support/server.js';
import { countOf, type DatabaseKind } from './support/test-database.js';
import { WITHOUT_FAST_PATHS } from './support/without-fast-paths.js';

const RUNS = Number(process.env['TOODAT_FUZZ_RUNS'] ?? 150);
const SEED = Number(process.env['TOODAT_FUZZ_SEED'] ?? Date.now() % 1_000_000_000);

onEachDatabase('Both paths of a request', (kind) => {
  let sides: Side[];

  beforeAll(async () => {
    const settings = [{}, WITHOUT_FAST_PATHS];
    sides = await Promise.all(settings.map((env) => Side.start(kind, env)));
  });

  it(`are answered alike, whatever is odd about it (TOODAT_FUZZ_SEED=${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(oddRequests, async (odd) => {
        const [fast, express] = await Promise.all(sides.map((side) => side.answersTo(odd)));
        expect(fast).toEqual(express);
        const [here, there] = await Promise.all(sides.map(({ server }) => countOf(server.database, 'coupon_user')));
        expect(here).toBe(there);
      }),
      // What came before counts, too: nothing is tried again with less.
      { seed: SEED, numRuns: RUNS, endOnFailure: true, examples: FORMER_DIFFERENCES.map((odd): [OddRequest] => [odd]) },
    );
    for (const { server } of sides) expect(server.output).not.toMatch(/ERROR|Error:/);
  }, 300_000);
});

/** A server with a coupon and a work of its own, and members that did nothing yet. */
class Side {
  private members: Shopper[] = [];

  private constructor(readonly server: RunningServer) {}

  static async start(database: DatabaseKind, env: Environment): Promise<Side> {
    const server = await startServer({ database, env: { SECRET_KEY, ...env } });
    await aCoupon(server.database, { count: 100_000 });
    await aWork(server.database, '봄봄');
    return new Side(server);
  }

  /** What is answered on one connection to the request, and to a plain one that follows it at once, if it may. */
  async answersTo(odd: OddRequest): Promise<unknown[]> {
    const connection = await RawConnection.open(this.server);
    const next = `GET /healthz HTTP/1.1\r\nHost: ${connection.host}\r\nConnection: close\r\n\r\n`;
    // Whoever asks to close the connection sends no more: what comes after that would reset it, and the answer could be lost.
    const isLast = odd.headers.some(([name, value]) => name.toLowerCase() === 'connection' && value === 'close');
    const bytes = Buffer.concat([await this.written(odd, connection.host), Buffer.from(isLast ? '' : next)]);
    const cuts = [0, ...odd.cuts, bytes.length].map((at) => Math.min(at, bytes.length)).sort((a, b) => a - b);
    for (const [index, at] of cuts.slice(1).entries()) await connection.send(bytes.subarray(cuts[index], at));
    const answers: unknown[] = [];
    try {
      for (const method of [odd.method, 'GET']) answers.push(comparable(await connection.answer(method)));
      await connection.closed;
    } catch {
      answers.push('closed');
    }
    await connection.close();
    return answers;
  }

  private async written(odd: OddRequest, host: string): Promise<Buffer> {
    const cookie = (await this.freshMember()).client.cookies.get('sessionid') ?? '';
    const hasBody = odd.method !== 'GET' && odd.method !== 'HEAD' && odd.framing !== 'none';
    const lines = [
      ['Host', host],
      ['Cookie', odd.cookie.replaceAll('@', cookie)],
      ...(hasBody ? [['Content-Type', 'application/json']] : []),
      ...odd.headers.map(([name, value]) => [name, value.replaceAll('@', host)]),
      ...(hasBody && odd.framing === 'length' ? [['Content-Length', String(odd.body.length)]] : []),
      ...(hasBody && odd.framing === 'chunked' ? [['Transfer-Encoding', 'chunked']] : []),
    ];
    // Where the same field comes twice, Node takes the first: so one that the case brings goes first in half of them.
    if (odd.cuts.length === 1) lines.reverse();
    const head = `${odd.method} ${odd.target} HTTP/1.1\r\n${lines.map((line) => `${line.join(': ')}\r\n`).join('')}\r\n`;
    return Buffer.concat([Buffer.from(head, 'latin1'), hasBody ? framed(odd) : Buffer.alloc(0)]);
  }

  private async freshMember(): Promise<Shopper> {
    if (this.members.length === 0) this.members = await crowd(this.server, 50);
    return this.members.pop()!;
  }
}

function framed({ body, framing }: OddRequest): Buffer {
  if (framing === 'length') return body;
  const chunk = body.length > 0 ? [Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n')] : [];
  return Buffer.concat([...chunk, Buffer.from('0\r\n\r\n')]);
}

/** Express names a version of every answer. Codes are drawn, and members, times and addresses differ between the servers. */
function comparable(answer: Answer): object {
  const { status, headers, text } = withoutRequestId(answer);
  const irrelevant = ['date', 'etag', 'content-length'];
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !irrelevant.includes(name)));
  const body = text
    .replace(/[\w.-]+@example\.com/g, 'E-MAIL')
    .replace(/"code":"[A-Z2-9]{8}"/g, '"code":"CODE"')
    .replace(/"user":\d+/g, '"user":1')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME');
  return { status, headers: kept, body };
}
