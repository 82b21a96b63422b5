import type { DomainError } from '../../platform/errors/domain-error.js';
import type { Views } from '../../platform/http/pages/views.js';
import { cachedJson } from '../../platform/cache/cached-json.js';
import { catalogPart, WorkCatalog } from '../../work/catalog/work-catalog.js';
import { EventPage, type EventViewer } from './event-page.js';
import { worksQuery } from './works-page.js';

const NOW = new Date('2026-10-01T03:00:00Z');
/** One page is rendered while 64 wait. */
const MAX_PAGES = 65;

const works = Array.from({ length: 50_000 }, (_, index) => ({
  id: index + 1,
  title: `Work ${index}`,
  isHidden: false,
  createdAt: NOW,
  updatedAt: NOW,
}));
const parts = Array.from({ length: 100 }, (_, part) => catalogPart(works.slice(part * 500, (part + 1) * 500)));
const newCatalog = (): WorkCatalog => new WorkCatalog(parts, works, cachedJson([]));

/** The page, the code of its refusal, or `waits` if neither comes within some turns of the event loop. */
const outcome = (page: Promise<string>): Promise<string> =>
  Promise.race([page.catch(({ code }: DomainError) => code), someTurns().then(() => 'waits')]);

async function someTurns(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
}

const member: EventViewer = {
  member: { email: 'a@example.com', isAdmin: false },
  holdings: { among: () => Promise.resolve(new Map()), workIds: () => Promise.resolve([]) },
};

type Locals = { slot: string; works: { id: number }[]; list: { search: string; title: string } };

describe('EventPage, with many requests at once,', () => {
  let rendered: string[];
  let running: number;
  let maxRunning: number;
  /** Rendering the view `event` waits for this, unless for a first page. */
  let gate: Promise<void>;
  let openGate: () => void;
  let page: EventPage;
  let catalog: WorkCatalog;

  beforeEach(() => {
    [rendered, running, maxRunning] = [[], 0, 0];
    gate = new Promise((resolve) => (openGate = resolve));
    page = new EventPage({ render } as unknown as Views);
    catalog = newCatalog();
  });

  /** The view's slots, in its order, with the search text and the id of the first work. */
  async function render(view: string, locals: object): Promise<string> {
    if (view === 'partials/search') return searchBox(locals as Locals['list']);
    if (view !== 'event') return view;
    const { slot, works, list } = locals as Locals;
    const first = works[0]?.id ?? 0;
    rendered.push(`${list.title} ${first}`);
    maxRunning = Math.max(maxRunning, ++running);
    if (first !== 1 || list.search !== '' || works.length < 100) await gate;
    running--;
    const [empty, pager] = [slot + slot, works.length > 0 ? slot + slot : ''];
    const search = slot + searchBox(list) + slot;
    return `${empty}${empty}${search}first: ${first};${works.map(() => empty).join('')}${pager}`;
  }

  const searchBox = ({ search }: Locals['list']): string => `searched: ${search};`;

  const ask = (address: string, viewer: EventViewer = {}): Promise<string> =>
    page.of({ coupon: undefined, heldCouponId: 1, catalog, now: NOW }, worksQuery(`/event/${address}`), viewer);

  const pages = (count: number, from = 2): string[] =>
    Array.from({ length: count }, (_, index) => `?page=${from + index}`);

  it('renders one page at a time, and refuses requests when the queue is full', async () => {
    const asked = pages(MAX_PAGES).map((address) => ask(address));
    for (const address of ['?page=400', '?page=9999999', '?q=x', '?q=work&page=3']) {
      expect(await outcome(ask(address))).toBe('OVERLOADED');
    }
    openGate();
    expect(await Promise.all(asked)).toHaveLength(MAX_PAGES);
    expect([maxRunning, rendered.length]).toEqual([1, MAX_PAGES]);
    expect(await ask('?page=400')).toContain('first: 39901;');
  });

  it('renders at most one page in a turn of the event loop', async () => {
    openGate();
    const asked = pages(10).map((address) => ask(address));
    const counts: number[] = [];
    while (rendered.length < 10) {
      await new Promise(setImmediate);
      counts.push(rendered.length);
    }
    await Promise.all(asked);
    expect(counts.every((count, turn) => count - (counts[turn - 1] ?? 0) <= 1)).toBe(true);
  });

  it('answers the first page, cached or not, while other pages wait', async () => {
    const asked = pages(MAX_PAGES).map((address) => ask(address));
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

  it('answers other pages that are cached, however many requests are refused', async () => {
    openGate();
    await ask('?page=2');
    gate = new Promise((resolve) => (openGate = resolve));
    const asked = pages(MAX_PAGES, 3).map((address) => ask(address));
    const more = await Promise.all(pages(200, 200).map((address) => outcome(ask(address))));
    expect(new Set(more)).toEqual(new Set(['OVERLOADED']));
    expect(await ask('?page=2')).toContain('first: 101;');
    openGate();
    await Promise.all(asked);
  });

  it('keeps the first page cached, however many others are requested', async () => {
    openGate();
    await ask('');
    for (const address of pages(150)) await ask(address);
    expect(rendered).toHaveLength(151);
    await ask('');
    expect(rendered).toHaveLength(151);
  });

  it('has room for other addresses, however many pages one address requests', async () => {
    const from = (network: string): EventViewer => ({ networksOf: () => [network] });
    const asked = pages(100).map((address) => ask(address, from('192.0.2.1')).catch(({ code }: DomainError) => code));
    const others = pages(10, 300).map((address) => ask(address, from('192.0.2.2')));
    openGate();
    expect((await Promise.all(asked)).filter((one) => one === 'OVERLOADED')).toHaveLength(
      100 - Math.ceil(MAX_PAGES / 2),
    );
    expect(await Promise.all(others)).toHaveLength(10);
  });

  it('answers members while the queue of visitors is full', async () => {
    const asked = pages(MAX_PAGES).map((address) => ask(address));
    expect(await outcome(ask('?page=300'))).toBe('OVERLOADED');
    const askedByMember = ask('?page=300', member);
    openGate();
    expect(await askedByMember).toContain('first: 29901;');
    await Promise.all(asked);
  });

  it('renders pages of held coupons in the same queue', async () => {
    const asked = pages(MAX_PAGES).map((address) => ask(address, member));
    expect(await outcome(ask('?mine=1', member))).toBe('OVERLOADED');
    openGate();
    await Promise.all(asked);
    expect(await ask('?mine=1', member)).toContain('first: 0;');
  });

  it('renders a search once for several spellings, and shows each text as it was typed', async () => {
    openGate();
    const spellings = ['work 12', 'WORK12', 'W ork 12', 'work\u300012'];
    const pagesShown = await Promise.all(spellings.map((typed) => ask(`?q=${encodeURIComponent(typed)}`)));
    expect(rendered).toHaveLength(1);
    const text = pagesShown.map((html) => Buffer.from(html, 'latin1').toString());
    expect(text.map((html) => /searched: (.*?);/.exec(html)?.[1])).toEqual(spellings);
    expect(new Set(text.map((html) => /first: (\d+);/.exec(html)?.[1]))).toEqual(new Set(['13']));
  });
});
