import { Injectable } from '@nestjs/common';
import type { Holding, Holdings, MemberHoldings } from '../../coupon/issued/issued-coupons.loader.js';
import { Views } from '../../platform/http/pages/views.js';
import { plain } from '../../work/catalog/title-index.js';
import { latin1Html, type Latin1Html } from './latin1-html.js';
import { EventPageTemplate, type Filling } from './event-page-template.js';
import { EventPageTemplates, type NetworksOf } from './event-page-templates.js';
import { presentEvent, type Viewer } from './event.presenter.js';
import type { EventSnapshot } from '../event.service.js';
import { LastResult } from './last-result.js';
import { newPlaceholder, HtmlTemplate } from './html-template.js';
import { opensInMs, ticketState } from './ticket.presenter.js';
import { newSearchPlaceholder } from './typed-search.js';
import { NO_WORKS, pageCount, worksPage, type WorksPage, type WorksQuery } from './works-page.js';

type Audience = 'visitors' | 'members' | 'admins';

/** Whom the page is for. @see NetworksOf */
export type EventViewer = Pick<Viewer, 'member' | 'refusal'> & {
  readonly holdings?: MemberHoldings | undefined;
  readonly networksOf?: NetworksOf;
};

const NOTHING = latin1Html('');
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
  private readonly templates: Readonly<Record<Audience, EventPageTemplates>> = {
    visitors: new EventPageTemplates(),
    members: new EventPageTemplates(),
    admins: new EventPageTemplates(),
  };
  private readonly ticket = new LastResult<HtmlTemplate>();
  private readonly codes = new LastResult<readonly HtmlTemplate[]>();

  constructor(private readonly views: Views) {}

  /** @throws DomainError `OVERLOADED` when too many other pages than the first are to be rendered */
  async of(snapshot: EventSnapshot, query: WorksQuery, viewer: EventViewer = {}): Promise<Latin1Html> {
    const { member, refusal } = viewer;
    const [template, ticket, codes] = await Promise.all([
      this.templateFor(snapshot, query, viewer),
      this.ticketOf(snapshot),
      this.codes.get([], () => this.renderCodes()),
    ]);
    const holdings = await viewer.holdings?.among(template.workIds);
    const refused = await this.renderRefusal(snapshot, template, { member, holdings, refusal });
    const held = Array.from(holdings ?? NOTHING_HELD, ([workId, holding]) => ({
      workId,
      text: codes[kindOf(holding)]!.with(holding.code),
    }));
    return template.filled({
      email: member?.email ?? '',
      search: query.search,
      notice: refused.notice,
      ticket: ticket.with(`${opensInMs(snapshot.coupon, snapshot.now) ?? ''}`),
      held: [...held, ...refused.held],
    });
  }

  private templateFor(snapshot: EventSnapshot, query: WorksQuery, viewer: EventViewer): Promise<EventPageTemplate> {
    const { member, holdings, networksOf = noNetworks } = viewer;
    const audience = member ? (member.isAdmin ? 'admins' : 'members') : 'visitors';
    const { catalog, coupon, now } = snapshot;
    const { search } = query;
    const render = async (held?: readonly number[]): Promise<EventPageTemplate> =>
      this.renderTemplate(audience, snapshot, await worksPage(catalog, query, held));
    const templates = this.templates[audience];
    // Which works somebody holds coupons for is nobody else's page.
    if (query.mine && holdings) return templates.ownPage(async () => render(await holdings.workIds()), networksOf);
    const of = [catalog, coupon?.id, ticketState(coupon, now) === 'running'];
    const page = search === '' ? Math.min(query.page, pageCount(catalog.works)) : query.page;
    if (page === 1 && search === '') return templates.firstPage(of, render);
    return templates.otherPage(`${page} ${plain(search)}`, of, render, networksOf);
  }

  private async renderTemplate(
    audience: Audience,
    snapshot: EventSnapshot,
    shelf: WorksPage,
  ): Promise<EventPageTemplate> {
    const placeholders = { email: newPlaceholder(), slot: newPlaceholder(), search: newSearchPlaceholder() };
    const member = audience === 'visitors' ? undefined : { email: placeholders.email, isAdmin: audience === 'admins' };
    const search = shelf.search && placeholders.search;
    const view = presentEvent(snapshot, { ...shelf, search }, { member });
    const html = await this.views.render('event', { ...view, slot: placeholders.slot });
    const workIds = shelf.works.map(({ id }) => id);
    return new EventPageTemplate(html, placeholders, workIds);
  }

  private ticketOf(snapshot: EventSnapshot): Promise<HtmlTemplate> {
    const { coupon, now } = snapshot;
    return this.ticket.get([coupon, ticketState(coupon, now)], () => this.renderTicket(snapshot));
  }

  private async renderTicket(snapshot: EventSnapshot): Promise<HtmlTemplate> {
    const { coupon, ticket } = presentEvent(snapshot, NO_WORKS, {});
    const placeholder = newPlaceholder();
    const locals = { coupon, ticket: { ...ticket, opensInMs: ticket.opensInMs && placeholder }, layout: false };
    return new HtmlTemplate(await this.views.render('partials/coupon', locals), placeholder);
  }

  /** Only what the refusal changes: the card of its work, or the notice above all works. */
  private async renderRefusal(
    snapshot: EventSnapshot,
    template: EventPageTemplate,
    viewer: Viewer,
  ): Promise<Pick<Filling, 'notice' | 'held'>> {
    const { refusal } = viewer;
    if (!refusal) return NOT_REFUSED;
    const { catalog } = snapshot;
    const place = template.shows(refusal.workId) ? catalog.indexOf(refusal.workId) : undefined;
    const works = place === undefined ? [] : [catalog.works[place]!];
    const { notice, isOpen, works: cards } = presentEvent(snapshot, { ...NO_WORKS, works }, viewer);
    if (notice !== undefined) {
      return { notice: latin1Html(await this.views.render('partials/notice', { notice, layout: false })), held: [] };
    }
    const slot = newPlaceholder();
    const card = await this.views.render('partials/work', { ...cards[0], isOpen, slot, layout: false });
    return { notice: NOTHING, held: [{ workId: refusal.workId, text: latin1Html(card.split(slot)[1]!) }] };
  }

  private renderCodes(): Promise<HtmlTemplate[]> {
    const kinds = [false, true].flatMap((isRevoked) => [false, true].map((isUsed) => ({ isUsed, isRevoked })));
    return Promise.all(
      kinds.map(async (kind) => {
        const code = newPlaceholder();
        return new HtmlTemplate(await this.views.render('partials/held', { ...kind, code, layout: false }), code);
      }),
    );
  }
}

/** Where `renderCodes` put it. */
const kindOf = ({ isUsed, isRevoked }: Holding): number => 2 * Number(isRevoked) + Number(isUsed);
