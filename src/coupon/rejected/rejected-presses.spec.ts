import type { SqlProgram, Statement } from '../../platform/database/sql/statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../platform/time/clock.js';
import { soldOut } from '../coupon.errors.js';
import { RejectedPresses } from './rejected-presses.js';

/** Remembers what is written, and fails as often as it is told. */
class FailingTransactions extends Transactions {
  readonly written: { user_id: number; presses: number }[][] = [];
  failures = 0;

  run<T>(work: (tx: Tx) => SqlProgram<T>): Promise<T> {
    if (this.failures-- > 0) return Promise.reject(new Error('no database'));
    const tx = {
      *rows(statement: Statement): SqlProgram<unknown> {
        return yield [statement];
      },
    };
    const step = work(tx as unknown as Tx).next([]);
    const [statement] = step.done ? [] : step.value;
    this.written.push(JSON.parse(statement!.parameters[0] as string) as { user_id: number; presses: number }[]);
    return Promise.resolve(undefined as T);
  }

  read<T>(): Promise<T> {
    throw new Error('nothing is read');
  }
}

describe('RejectedPresses', () => {
  const clock = new Clock();
  let transactions: FailingTransactions;
  let presses: RejectedPresses;

  beforeEach(() => {
    transactions = new FailingTransactions();
    presses = new RejectedPresses(transactions, clock);
  });

  const press = (userId: number): void => presses.add({ userId, couponId: 1, workId: 1 }, soldOut());

  it('are all written when the service stops, at most 500 rows in a statement', async () => {
    for (let userId = 1; userId <= 1_201; userId++) press(userId);
    await presses.onApplicationShutdown();
    expect(transactions.written.map(({ length }) => length)).toEqual([500, 500, 201]);
  });

  it('that could not be written are written with the next ones', async () => {
    press(1);
    transactions.failures = 1;
    await presses.onApplicationShutdown();
    press(1);
    await presses.onApplicationShutdown();
    expect(transactions.written).toEqual([[expect.objectContaining({ user_id: 1, presses: 2 })]]);
  });
});
