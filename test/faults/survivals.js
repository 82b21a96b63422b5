const NONE = { sales: 0, acknowledged: 0, unknown: 0, lost: 0, over: 0, double: 0 };
const HEADS = ['sales', 'told', 'left open', 'lost', 'over', 'double'];
const WIDTH = 11;

/** Reads what the tests write down after every sale that met a fault, and adds it up by test. */
export class Survivals {
  /** @param {() => string} read gives all that was written so far, one sale a line */
  constructor(read) {
    this.read = read;
    this.told = new Map();
  }

  /** @returns {string[]} a line for each test that got on since the last call */
  news() {
    return [...this.byTest()].flatMap(([test, sum]) => {
      if (this.told.get(test) === sum.sales) return [];
      this.told.set(test, sum.sales);
      return [`  … sale ${sum.sales} of: ${test}`];
    });
  }

  /** @returns {string} what was survived, test by test, and all in all */
  summary() {
    const tests = this.byTest();
    const lines = [...tests].map(([test, sum]) => `${row(Object.values(sum))}  ${test}`);
    return [row(HEADS), ...lines, `${row(Object.values(added([...tests.values()])))}  all in all`].join('\n');
  }

  /** A sale that was looked at twice is one sale; the last look counts. */
  byTest() {
    const looks = this.read()
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    const sales = new Map(looks.map((look) => [`${look.test} ${look.sale}`, look]));
    const tests = new Map();
    for (const sale of sales.values()) {
      tests.set(sale.test, added([tests.get(sale.test) ?? NONE, { ...sale, sales: 1 }]));
    }
    return tests;
  }
}

const row = (cells) => cells.map((cell) => String(cell).padStart(WIDTH)).join('');

const added = (sums) =>
  Object.fromEntries(Object.keys(NONE).map((name) => [name, sums.reduce((total, one) => total + one[name], 0)]));
