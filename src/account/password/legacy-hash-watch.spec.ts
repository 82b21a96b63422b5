import { jest } from '@jest/globals';
import type { Transactions } from '../../platform/database/transactions.js';
import { LegacyHashWatch } from './legacy-hash-watch.js';
import type { PasswordHasher } from './password-hasher.js';

const INTERVAL_MS = 10 * 60 * 1000;
const PAGE_SIZE = 500;

type Member = { readonly id: number; readonly password: string };

const django = (iterations: number): string => `pbkdf2_sha256$${iterations}$salt$${'A'.repeat(43)}=`;
const OWN = '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA';

describe('The watch for hashes of the original service', () => {
  const started: LegacyHashWatch[] = [];
  let members: Member[];
  let reads: { readonly after: number; readonly rows: number }[];
  let expected: number[];

  beforeEach(() => {
    jest.useFakeTimers({ advanceTimers: true });
    [members, reads, expected] = [[], [], []];
  });
  afterEach(() => {
    for (const watch of started.splice(0)) watch.onApplicationShutdown();
    jest.useRealTimers();
  });

  /** Answers its only statement: members by id, above an id, up to a limit. */
  const transactions = {
    read: (work: (tx: object) => unknown) =>
      Promise.resolve(
        work({
          rows: ({ sql, parameters: [after] }: { sql: string; parameters: [number] }) => {
            const limit = Number(/LIMIT (\d+)$/.exec(sql)?.[1]);
            const rows = members.filter(({ id }) => id > after).slice(0, limit);
            reads.push({ after, rows: rows.length });
            return rows;
          },
        }),
      ),
  } as unknown as Transactions;
  const hasher = { expectLegacyHashes: (iterations: number) => expected.push(iterations) } as unknown as PasswordHasher;

  async function start(rows: readonly string[]): Promise<void> {
    members = rows.map((password, index) => ({ id: index + 1, password }));
    const watch = new LegacyHashWatch(transactions, hasher);
    started.push(watch);
    await watch.onApplicationBootstrap();
  }

  it('reads the members in pages', async () => {
    await start([...Array<string>(1_200).fill(OWN), django(1)]);
    expect(reads).toEqual([
      { after: 0, rows: PAGE_SIZE },
      { after: PAGE_SIZE, rows: PAGE_SIZE },
      { after: 2 * PAGE_SIZE, rows: 201 },
    ]);
    expect(expected).toEqual([1]);
  });

  it('ends when no such hash is left', async () => {
    await start([OWN, django(600_000), django(1_000_000)]);
    members = members.map(({ id }) => ({ id, password: OWN }));
    await jest.advanceTimersByTimeAsync(INTERVAL_MS);
    expect(expected).toEqual([1_000_000, 0]);
    const readsSoFar = reads.length;
    await jest.advanceTimersByTimeAsync(3 * INTERVAL_MS);
    expect(reads).toHaveLength(readsSoFar);
  });

  it('does not read members again who precede the first such hash', async () => {
    await start([...Array<string>(1_200).fill(OWN), django(2), django(1)]);
    members = members.map((member) => (member.password === django(2) ? { ...member, password: OWN } : member));
    reads = [];
    await jest.advanceTimersByTimeAsync(INTERVAL_MS);
    expect(reads).toEqual([{ after: 1_200, rows: 2 }]);
    expect(expected).toEqual([2, 1]);
  });
});
