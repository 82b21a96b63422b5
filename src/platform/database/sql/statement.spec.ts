import { all, type Rows, type Statement, type SqlProgram } from './statement.js';

const statement = (sql: string): Statement => ({ sql, parameters: [] });

/** A program that executes statements one after the other and returns their results. */
function* execute(...statements: string[]): SqlProgram<string[]> {
  const results: string[] = [];
  for (const sql of statements) {
    const [rows] = yield [statement(sql)];
    results.push(rows![0]!['answer'] as string);
  }
  return results;
}

/** Runs a program on a database that answers each statement with its text in capitals. */
function run<T>(program: SqlProgram<T>): { result: T; sent: string[][] } {
  const sent: string[][] = [];
  let step = program.next([]);
  while (!step.done) {
    const statements = step.value.map(({ sql }) => sql);
    sent.push(statements);
    const rows: Rows = statements.map((sql) => [{ answer: sql.toUpperCase() }]);
    step = program.next(rows);
  }
  return { result: step.value, sent };
}

describe('all', () => {
  it('sends the statements of all programs together, in order, and returns to each its own rows', () => {
    const { result, sent } = run(all(execute('a', 'b'), execute('c'), execute('d', 'e', 'f')));
    expect(sent).toEqual([['a', 'c', 'd'], ['b', 'e'], ['f']]);
    expect(result).toEqual([['A', 'B'], ['C'], ['D', 'E', 'F']]);
  });

  it('accepts programs without statements', () => {
    expect(run(all(execute(), execute('a')))).toEqual({ result: [[], ['A']], sent: [['a']] });
    expect(run(all())).toEqual({ result: [], sent: [] });
  });
});
