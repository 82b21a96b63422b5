import { Injectable } from '@nestjs/common';
import type { Holding, Holdings, MemberHoldings } from '../coupon/holdings.reader.js';
import { Views } from '../platform/http/views.js';
import { plain } from '../work/title-index.js';
import { byteText, type ByteText } from './byte-text.js';
import { EventSheet, type Filling } from './event-sheet.js';
import { EventSheets, type NetworksOf } from './event-sheets.js';
import { presentEvent, type Viewer } from './event.presenter.js';
import type { EventScene } from './event.service.js';
import { Latest } from './latest.js';
import { newMark, OpenText } from './open-text.js';
import { opensInMs, ticketState } from './ticket.presenter.js';
import { newSearchMark } from './typed-search.js';
import { NO_WORKS, pageCount, worksPage, type WorksPage, type WorksQuery } from './works-page.js';

type Audience = 'visitors' | 'members' | 'admins';

/** Whom the page is for. @see NetworksOf */
export type EventViewer = Pick<Viewer, 'member' | 'refusal'> & {
  readonly holdings?: MemberHoldings | undefined;
  readonly networksOf?: NetworksOf;
};

const NOTHING = byteText('');
const NOTHING_HELD: Holdings = new Map();
const noNetworks: NetworksOf = () => [];
const NOT_REFUSED = { notice: NOTHING, held: [] };

/**
 * The view `event` for one viewer, put together from pieces. What many get alike is rendered once for each version of
 * it. The viewer's e-mail, what they hold and the time until the start are filled in for each answer, and never kept.
 * The text is, to the byte, what rendering the view for this viewer gives.
 */
@Injectable()
export class EventPage {
  /** Each audience has a queue of its own: requests of visitors keep no member out. */
  private readonly sheets: Readonly<Record<Audience, EventSheets>> = {
    visitors: new EventSheets(),
    members: new EventSheets(),
    admins: new EventSheets(),
  };
  private readonly ticket = new Latest<OpenText>();
  private readonly codes = new Latest<readonly OpenText[]>();

  constructor(private readonly views: Views) {}

  /** @throws DomainError `OVERLOADED` when too many other pages than the first are to be rendered */
  async of(scene: EventScene, query: WorksQuery, viewer: EventViewer = {}): Promise<ByteText> {
    const { member, refusal } = viewer;
    const [sheet, ticket, codes] = await Promise.all([
      this.sheetFor(scene, query, viewer),
      this.ticketOf(scene),
      this.codes.get([], () => this.renderCodes()),
    ]);
    const holdings = await viewer.holdings?.among(sheet.workIds);
    const refused = await this.renderRefusal(scene, sheet, { member, holdings, refusal });
    const held = Array.from(holdings ?? NOTHING_HELD, ([workId, holding]) => ({
      workId,
      text: codes[kindOf(holding)]!.with(holding.code),
    }));
    return sheet.filled({
      email: member?.email ?? '',
      search: query.search,
      notice: refused.notice,
      ticket: ticket.with(`${opensInMs(scene.coupon, scene.now) ?? ''}`),
      held: [...held, ...refused.held],
    });
  }

  private sheetFor(scene: EventScene, query: WorksQuery, viewer: EventViewer): Promise<EventSheet> {
    const { member, holdings, networksOf = noNetworks } = viewer;
    const audience = member ? (member.isAdmin ? 'admins' : 'members') : 'visitors';
    const { catalogue, coupon, now } = scene;
    const { search } = query;
    const render = async (held?: readonly number[]): Promise<EventSheet> =>
      this.renderSheet(audience, scene, await worksPage(catalogue, query, held));
    const sheets = this.sheets[audience];
    // Which works somebody holds coupons for is nobody else's page.
    if (query.mine && holdings) return sheets.ownPage(async () => render(await holdings.workIds()), networksOf);
    const of = [catalogue, coupon?.id, ticketState(coupon, now) === 'running'];
    const page = search === '' ? Math.min(query.page, pageCount(catalogue.works)) : query.page;
    if (page === 1 && search === '') return sheets.firstPage(of, render);
    return sheets.otherPage(`${page} ${plain(search)}`, of, render, networksOf);
  }

  private async renderSheet(audience: Audience, scene: EventScene, shelf: WorksPage): Promise<EventSheet> {
    const marks = { email: newMark(), seam: newMark(), search: newSearchMark() };
    const member = audience === 'visitors' ? undefined : { email: marks.email, isAdmin: audience === 'admins' };
    const search = shelf.search && marks.search;
    const view = presentEvent(scene, { ...shelf, search }, { member });
    const html = await this.views.render('event', { ...view, seam: marks.seam });
    const workIds = shelf.works.map(({ id }) => id);
    return new EventSheet(html, marks, workIds);
  }

  private ticketOf(scene: EventScene): Promise<OpenText> {
    const { coupon, now } = scene;
    return this.ticket.get([coupon, ticketState(coupon, now)], () => this.renderTicket(scene));
  }

  private async renderTicket(scene: EventScene): Promise<OpenText> {
    const { coupon, ticket } = presentEvent(scene, NO_WORKS, {});
    const mark = newMark();
    const locals = { coupon, ticket: { ...ticket, opensInMs: ticket.opensInMs && mark }, layout: false };
    return new OpenText(await this.views.render('partials/coupon', locals), mark);
  }

  /** Only what the refusal changes: the card of its work, or the notice above all works. */
  private async renderRefusal(
    scene: EventScene,
    sheet: EventSheet,
    viewer: Viewer,
  ): Promise<Pick<Filling, 'notice' | 'held'>> {
    const { refusal } = viewer;
    if (!refusal) return NOT_REFUSED;
    const { catalogue } = scene;
    const place = sheet.shows(refusal.workId) ? catalogue.placeOf(refusal.workId) : undefined;
    const works = place === undefined ? [] : [catalogue.works[place]!];
    const { notice, isOpen, works: cards } = presentEvent(scene, { ...NO_WORKS, works }, viewer);
    if (notice !== undefined) {
      return { notice: byteText(await this.views.render('partials/notice', { notice, layout: false })), held: [] };
    }
    const seam = newMark();
    const card = await this.views.render('partials/work', { ...cards[0], isOpen, seam, layout: false });
    return { notice: NOTHING, held: [{ workId: refusal.workId, text: byteText(card.split(seam)[1]!) }] };
  }

  private renderCodes(): Promise<OpenText[]> {
    const kinds = [false, true].flatMap((isRevoked) => [false, true].map((isUsed) => ({ isUsed, isRevoked })));
    return Promise.all(
      kinds.map(async (kind) => {
        const code = newMark();
        return new OpenText(await this.views.render('partials/held', { ...kind, code, layout: false }), code);
      }),
    );
  }
}

/** Where `renderCodes` put it. */
const kindOf = ({ isUsed, isRevoked }: Holding): number => 2 * Number(isRevoked) + Number(isUsed);
