import { all, type Rows, type Statement, type SqlProgram } from './statement.js';

const statement = (sql: string): Statement => ({ sql, parameters: [] });

/** Asks the questions one after the other, and returns all answers. */
function* asking(...questions: string[]): SqlProgram<string[]> {
  const answers: string[] = [];
  for (const question of questions) {
    const [rows] = yield [statement(question)];
    answers.push(rows![0]!['answer'] as string);
  }
  return answers;
}

/** Drives steps against a database that answers each statement with its own text in capitals. */
function drive<T>(steps: SqlProgram<T>): { result: T; sent: string[][] } {
  const sent: string[][] = [];
  let step = steps.next([]);
  while (!step.done) {
    const asked = step.value.map(({ sql }) => sql);
    sent.push(asked);
    const rows: Rows = asked.map((sql) => [{ answer: sql.toUpperCase() }]);
    step = steps.next(rows);
  }
  return { result: step.value, sent };
}

describe('Steps that go together', () => {
  it('send what each asks for at once, in their order, and get their own answers', () => {
    const { result, sent } = drive(all(asking('a', 'b'), asking('c'), asking('d', 'e', 'f')));
    expect(sent).toEqual([['a', 'c', 'd'], ['b', 'e'], ['f']]);
    expect(result).toEqual([['A', 'B'], ['C'], ['D', 'E', 'F']]);
  });

  it('need not ask for anything', () => {
    expect(drive(all(asking(), asking('a')))).toEqual({ result: [[], ['A']], sent: [['a']] });
    expect(drive(all())).toEqual({ result: [], sent: [] });
  });
});
