import type { DomainError } from '../../platform/errors/domain-error.js';
import type { Views } from '../../platform/http/pages/views.js';
import { cachedJson } from '../../platform/cache/cached-json.js';
import { catalogPart, WorkCatalog } from '../../work/catalog/work-catalog.js';
import { EventPage, type EventViewer } from './event-page.js';
import { worksQuery } from './works-page.js';

const NOW = new Date('2026-10-01T03:00:00Z');
/** One is rendered while so many wait. */
const MOST = 65;

const works = Array.from({ length: 50_000 }, (_, index) => ({
  id: index + 1,
  title: `Work ${index}`,
  isHidden: false,
  createdAt: NOW,
  updatedAt: NOW,
}));
const parts = Array.from({ length: 100 }, (_, part) => catalogPart(works.slice(part * 500, (part + 1) * 500)));
const newCatalog = (): WorkCatalog => new WorkCatalog(parts, works, cachedJson([]));

/** What came of it within some turns of the event loop. */
const outcome = (asked: Promise<string>): Promise<string> =>
  Promise.race([asked.catch(({ code }: DomainError) => code), inSomeTurns().then(() => 'waits')]);

async function inSomeTurns(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
}

const member: EventViewer = {
  member: { email: 'a@example.com', isAdmin: false },
  holdings: { among: () => Promise.resolve(new Map()), workIds: () => Promise.resolve([]) },
};

type Locals = { slot: string; works: { id: number }[]; shelf: { search: string; title: string } };

describe('EventPage, asked for many pages at once,', () => {
  let rendered: string[];
  let underWay: number;
  let atOnce: number;
  /** Renderings of the view `event` for all but first pages wait for this. */
  let gate: Promise<void>;
  let openGate: () => void;
  let page: EventPage;
  let catalog: WorkCatalog;

  beforeEach(() => {
    [rendered, underWay, atOnce] = [[], 0, 0];
    gate = new Promise((resolve) => (openGate = resolve));
    page = new EventPage({ render } as unknown as Views);
    catalog = newCatalog();
  });

  /** As the view has it: notice, ticket and buttons between slots, and here the id of the first work. */
  async function render(view: string, locals: object): Promise<string> {
    if (view !== 'event') return view;
    const { slot, works, shelf } = locals as Locals;
    const first = works[0]?.id ?? 0;
    rendered.push(`${shelf.title} ${first}`);
    atOnce = Math.max(atOnce, ++underWay);
    if (first !== 1 || shelf.search !== '' || works.length < 100) await gate;
    underWay--;
    return `${slot}${slot}${slot}${slot}first: ${first}; searched: ${shelf.search};${works.map(() => slot + slot).join('')}`;
  }

  const ask = (address: string, viewer: EventViewer = {}): Promise<string> =>
    page.of({ coupon: undefined, heldOf: 1, catalog, now: NOW }, worksQuery(`/event/${address}`), viewer);

  const pages = (count: number, from = 2): string[] =>
    Array.from({ length: count }, (_, index) => `?page=${from + index}`);

  it('renders one at a time, and refuses those for whom there is no room in the queue', async () => {
    const asked = pages(MOST).map((address) => ask(address));
    for (const address of ['?page=400', '?page=9999999', '?q=x', '?q=work&page=3']) {
      expect(await outcome(ask(address))).toBe('OVERLOADED');
    }
    openGate();
    expect(await Promise.all(asked)).toHaveLength(MOST);
    expect([atOnce, rendered.length]).toEqual([1, MOST]);
    expect(await ask('?page=400')).toContain('first: 39901;');
  });

  it('renders each in a turn of the event loop of its own', async () => {
    openGate();
    const asked = pages(10).map((address) => ask(address));
    const seen: number[] = [];
    while (rendered.length < 10) {
      await new Promise(setImmediate);
      seen.push(rendered.length);
    }
    await Promise.all(asked);
    expect(seen.every((count, turn) => count - (seen[turn - 1] ?? 0) <= 1)).toBe(true);
  });

  it('gives the first page, new or kept, while others are rendered and wait', async () => {
    const asked = pages(MOST).map((address) => ask(address));
    expect(await ask('')).toContain('first: 1;');
    expect(await ask('?page=1&utm_source=kakao')).toContain('first: 1;');
    expect(await ask('?mine=1')).toContain('first: 1;');
    expect(rendered.filter((one) => one === '작품 1')).toHaveLength(1);
    catalog = newCatalog();
    expect(await ask('')).toContain('first: 1;');
    expect(rendered.filter((one) => one === '작품 1')).toHaveLength(2);
    openGate();
    await Promise.all(asked);
  });

  it('gives other pages that are kept, however many are refused', async () => {
    openGate();
    await ask('?page=2');
    gate = new Promise((resolve) => (openGate = resolve));
    const asked = pages(MOST, 3).map((address) => ask(address));
    const more = await Promise.all(pages(200, 200).map((address) => outcome(ask(address))));
    expect(new Set(more)).toEqual(new Set(['OVERLOADED']));
    expect(await ask('?page=2')).toContain('first: 101;');
    openGate();
    await Promise.all(asked);
  });

  it('keeps the first page, however many others are asked for', async () => {
    openGate();
    await ask('');
    for (const address of pages(150)) await ask(address);
    expect(rendered).toHaveLength(151);
    await ask('');
    expect(rendered).toHaveLength(151);
  });

  it('has room for other addresses behind any number of pages that one address asks for', async () => {
    const from = (network: string): EventViewer => ({ networksOf: () => [network] });
    const asked = pages(100).map((address) => ask(address, from('192.0.2.1')).catch(({ code }: DomainError) => code));
    const others = pages(10, 300).map((address) => ask(address, from('192.0.2.2')));
    openGate();
    expect((await Promise.all(asked)).filter((one) => one === 'OVERLOADED')).toHaveLength(100 - Math.ceil(MOST / 2));
    expect(await Promise.all(others)).toHaveLength(10);
  });

  it('keeps no member out for the sake of visitors', async () => {
    const asked = pages(MOST).map((address) => ask(address));
    expect(await outcome(ask('?page=300'))).toBe('OVERLOADED');
    const askedByMember = ask('?page=300', member);
    openGate();
    expect(await askedByMember).toContain('first: 29901;');
    await Promise.all(asked);
  });

  it('takes pages of what members hold into the same queue', async () => {
    const asked = pages(MOST).map((address) => ask(address, member));
    expect(await outcome(ask('?mine=1', member))).toBe('OVERLOADED');
    openGate();
    await Promise.all(asked);
    expect(await ask('?mine=1', member)).toContain('first: 0;');
  });

  it('renders once what is searched for in several spellings, and shows each as it was typed', async () => {
    openGate();
    const spellings = ['work 12', 'WORK12', 'W ork 12', 'work\u300012'];
    const shown = await Promise.all(spellings.map((typed) => ask(`?q=${encodeURIComponent(typed)}`)));
    expect(rendered).toHaveLength(1);
    const text = shown.map((html) => Buffer.from(html, 'latin1').toString());
    expect(text.map((html) => /searched: (.*?);/.exec(html)?.[1])).toEqual(spellings);
    expect(new Set(text.map((html) => /first: (\d+);/.exec(html)?.[1]))).toEqual(new Set(['13']));
  });
});
