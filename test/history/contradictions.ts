import type { Try } from './history.js';
import type { Kept } from './kept.js';

type Rule = (tries: readonly Try[], kept: Kept) => string[];
type Told = Try & { readonly outcome: { readonly kind: 'ok' } };

/**
 * Compares the clients' answers for one coupon with its rows in the database, both ways.
 * @returns a sentence for everything that cannot both be true; nothing when the sale was exact
 */
export function contradictions(tries: readonly Try[], kept: Kept): string[] {
  return Object.values(RULES).flatMap((rule) => rule(tries, kept));
}

const holding = ({ member, work }: { member: number; work: number }): string => `member ${member}, work ${work}`;
const isTold = (one: Try): one is Told => one.outcome.kind === 'ok';
const isSoldOut = ({ outcome }: Try): boolean => outcome.kind === 'refused' && outcome.reason === 'SOLD_OUT';

const RULES: Readonly<Record<string, Rule>> = {
  everyCodeThatWasToldIsKept: (tries, { rows }) => {
    const codes = new Map(rows.map((row) => [holding(row), row.code]));
    return tries.filter(isTold).flatMap((one) => {
      const code = codes.get(holding(one));
      return code === one.outcome.code ? [] : [`${holding(one)}: told ${one.outcome.code}, kept ${code ?? 'nothing'}`];
    });
  },
  everyCodeThatIsKeptWasTold: (tries, { rows }) => {
    const told = new Set(tries.filter(isTold).map((one) => `${holding(one)}: ${one.outcome.code}`));
    return rows
      .map((row) => `${holding(row)}: ${row.code}`)
      .filter((row) => !told.has(row))
      .map((row) => `${row} is kept, and nobody was told`);
  },
  nobodyHoldsTwo: (_, { rows }) => repeated(rows.map(holding)).map((who) => `${who}: more than one row`),
  noCodeIsHeldTwice: (_, { rows }) => repeated(rows.map(({ code }) => code)).map((code) => `${code} is held twice`),
  aCodeIsFreshOnce: (tries) =>
    repeated(tries.filter((one) => isTold(one) && one.outcome.fresh).map(holding)).map((who) => `${who}: issued twice`),
  theBooksAddUp: (_, { rows, ledger, left }) => {
    const supply = sum(
      ledger.filter(({ kind }) => kind === 'opening' || kind === 'adjusted').map(({ delta }) => delta),
    );
    const out = rows.filter(({ revoked }) => !revoked).length;
    return out === supply - left ? [] : [`${out} are held, but ${supply} came in and ${left} are left`];
  },
  soldOutOnlyAfterTheLastUnitWent: (tries, { ledger }) => {
    const empty = firstEmpty(ledger);
    return tries
      .filter((one) => isSoldOut(one) && one.ended < empty)
      .map((one) => `${holding(one)}: told "sold out" before it was`);
  },
  nothingIsLeftOver: (tries, { ledger, left }) => {
    const soldOut = tries.find(isSoldOut);
    return soldOut && left > 0 && !refilled(ledger)
      ? [`${left} are left over, though ${holding(soldOut)} was told "sold out"`]
      : [];
  },
  nobodyIsOvertaken: (tries, { ledger }) => {
    if (refilled(ledger)) return [];
    const soldOut = Math.min(...tries.filter(isSoldOut).map(({ ended }) => ended));
    return tries
      .filter((one) => isTold(one) && one.outcome.fresh && one.began > soldOut)
      .map((one) => `${holding(one)}: got a unit, pressing after somebody had been told "sold out"`);
  },
  everybodyKnowsInTheEnd: (tries) => {
    const last = new Map(tries.map((one) => [holding(one), one.outcome]));
    return [...last].filter(([, { kind }]) => kind === 'unknown').map(([who]) => `${who}: still unknown`);
  },
  // A fault of the machine is 503 with Retry-After; any other 5xx is a fault of the service.
  noAnswerIsAFaultOfTheService: (tries) =>
    tries.flatMap((one) =>
      one.outcome.kind === 'unknown' && one.outcome.why.startsWith('answered')
        ? [`${holding(one)}: ${one.outcome.why}`]
        : [],
    ),
};

/** When the stock first came to nothing, by the ledger. It was committed at this moment or after it. */
function firstEmpty(ledger: Kept['ledger']): number {
  let left = 0;
  return ledger.find(({ delta }) => (left += delta) === 0)?.at ?? Infinity;
}

/** Whether units came in after the opening. */
const refilled = (ledger: Kept['ledger']): boolean => ledger.some(({ kind, delta }) => kind !== 'opening' && delta > 0);

const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, place) => names.indexOf(name) !== place)),
];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
