import { Injectable } from '@nestjs/common';
import type { Holding, MemberHoldings } from '../../coupon/issued/issued-coupons.loader.js';
import { Views } from '../../platform/http/pages/views.js';
import { plain } from '../../work/catalog/title-index.js';
import type { EventSnapshot } from '../event.service.js';
import { EventPageTemplateCache, type NetworksOf } from './event-page-template-cache.js';
import { EventPageTemplate, type SlotName } from './event-page-template.js';
import { presentEvent, type Viewer } from './event.presenter.js';
import { HtmlTemplate, newPlaceholder } from './html-template.js';
import { LastResult } from './last-result.js';
import { latin1Html, type Latin1Html } from './latin1-html.js';
import { opensInMs, ticketState } from './ticket.presenter.js';
import { NO_WORKS, pageCount, worksPage, type WorksPage, type WorksQuery } from './works-page.js';
import { presentWorkList } from './works-page.presenter.js';

type Audience = 'visitors' | 'members' | 'admins';

type Replacements = readonly (readonly [SlotName, Latin1Html])[];

/** Who requested the page. @see NetworksOf */
export type EventViewer = Pick<Viewer, 'member' | 'refusal'> & {
  readonly holdings?: MemberHoldings | undefined;
  readonly networksOf?: NetworksOf;
};

const noNetworks: NetworksOf = () => [];

/**
 * The view `event` for one viewer, byte for byte as if it were rendered for this viewer. It is rendered once for each
 * audience and each state of the event; `EventPageTemplate` explains how. The member's e-mail and codes, the time until
 * the start and a refusal are filled in for each answer and never kept.
 */
@Injectable()
export class EventPage {
  /** Each audience has a queue of its own, so that requests of visitors never cause a refusal to a member. */
  private readonly templates: Readonly<Record<Audience, EventPageTemplateCache>> = {
    visitors: new EventPageTemplateCache(),
    members: new EventPageTemplateCache(),
    admins: new EventPageTemplateCache(),
  };
  private readonly couponTemplate = new LastResult<HtmlTemplate>();
  private readonly heldTemplates = new LastResult<readonly HtmlTemplate[]>();

  constructor(private readonly views: Views) {}

  /** @throws DomainError `OVERLOADED` when the page is neither the first nor cached, and too many wait to be rendered */
  async of(snapshot: EventSnapshot, query: WorksQuery, viewer: EventViewer = {}): Promise<Latin1Html> {
    const { member, refusal } = viewer;
    const [template, coupon, heldTemplates] = await Promise.all([
      this.templateFor(snapshot, query, viewer),
      this.couponTemplateFor(snapshot),
      this.heldTemplates.get([], () => this.renderHeldTemplates()),
    ]);
    const holdings = await viewer.holdings?.among(template.workIds);
    const replacements = new Map<SlotName, Latin1Html>([
      ['coupon', coupon.fill(`${opensInMs(snapshot.coupon, snapshot.now) ?? ''}`)],
    ]);
    for (const [workId, holding] of holdings ?? []) {
      replacements.set(workId, heldTemplates[heldIndex(holding)]!.fill(holding.code));
    }
    if (refusal) replacements.set(...(await this.renderRefusal(snapshot, template, { member, holdings, refusal })));
    if (query.search !== template.page.search) {
      for (const [slot, html] of await this.renderSearch(template.page, query.search)) replacements.set(slot, html);
    }
    return template.fill(member?.email ?? '', replacements);
  }

  private templateFor(snapshot: EventSnapshot, query: WorksQuery, viewer: EventViewer): Promise<EventPageTemplate> {
    const { member, holdings, networksOf = noNetworks } = viewer;
    const audience = member ? (member.isAdmin ? 'admins' : 'members') : 'visitors';
    const { catalog, coupon, now } = snapshot;
    const { search } = query;
    const render = async (heldWorkIds?: readonly number[]): Promise<EventPageTemplate> =>
      this.renderTemplate(audience, snapshot, await worksPage(catalog, query, heldWorkIds));
    const templates = this.templates[audience];
    // The list of works for which a member holds coupons is never shown to another member.
    if (query.mine && holdings) return templates.ownPage(async () => render(await holdings.workIds()), networksOf);
    const of = [catalog, coupon?.id, ticketState(coupon, now) === 'running'];
    const page = search === '' ? Math.min(query.page, pageCount(catalog.works)) : query.page;
    if (page === 1 && search === '') return templates.firstPage(of, render);
    return templates.otherPage(`${page} ${plain(search)}`, of, render, networksOf);
  }

  private async renderTemplate(
    audience: Audience,
    snapshot: EventSnapshot,
    page: WorksPage,
  ): Promise<EventPageTemplate> {
    const placeholders = { email: newPlaceholder(), slot: newPlaceholder() };
    const member = audience === 'visitors' ? undefined : { email: placeholders.email, isAdmin: audience === 'admins' };
    const view = presentEvent(snapshot, page, { member });
    const html = await this.views.render('event', { ...view, slot: placeholders.slot });
    return new EventPageTemplate(html, placeholders, page);
  }

  private couponTemplateFor(snapshot: EventSnapshot): Promise<HtmlTemplate> {
    const { coupon, now } = snapshot;
    return this.couponTemplate.get([coupon, ticketState(coupon, now)], () => this.renderCouponTemplate(snapshot));
  }

  /** The coupon's box, without the time until the start. */
  private async renderCouponTemplate(snapshot: EventSnapshot): Promise<HtmlTemplate> {
    const { coupon, ticket } = presentEvent(snapshot, NO_WORKS, {});
    const placeholder = newPlaceholder();
    const locals = { coupon, ticket: { ...ticket, opensInMs: ticket.opensInMs && placeholder } };
    return new HtmlTemplate(await this.renderPartial('coupon', locals), placeholder);
  }

  /** What stands below a work's title in place of the button, without the code: for each kind, in order of `heldIndex`. */
  private renderHeldTemplates(): Promise<HtmlTemplate[]> {
    const kinds = [false, true].flatMap((isRevoked) => [false, true].map((isUsed) => ({ isUsed, isRevoked })));
    return Promise.all(
      kinds.map(async (kind) => {
        const code = newPlaceholder();
        return new HtmlTemplate(await this.renderPartial('held', { ...kind, code }), code);
      }),
    );
  }

  /** The notice above the works, or the refused work's button with the reason below. */
  private async renderRefusal(
    snapshot: EventSnapshot,
    template: EventPageTemplate,
    viewer: Viewer & Required<Pick<Viewer, 'refusal'>>,
  ): Promise<[SlotName, Latin1Html]> {
    const works = template.page.works.filter(({ id }) => id === viewer.refusal?.workId);
    const {
      notice,
      isOpen,
      works: [work],
    } = presentEvent(snapshot, { ...NO_WORKS, works }, viewer);
    if (!work) return ['notice', latin1Html(await this.renderPartial('notice', { notice }))];
    const slot = newPlaceholder();
    const card = await this.renderPartial('work', { ...work, isOpen, slot });
    return [works[0]!.id, latin1Html(card.split(slot)[1]!)];
  }

  /** The same works were found for a text in another spelling: search box and links repeat the text as it was typed. */
  private async renderSearch(page: WorksPage, search: string): Promise<Replacements> {
    const list = presentWorkList({ ...page, search }, false);
    const [box, pager] = await Promise.all([
      this.renderPartial('search', list),
      list.pager ? this.renderPartial('pager', list.pager) : '',
    ]);
    return [
      ['search', latin1Html(box)],
      ['pager', latin1Html(pager)],
    ];
  }

  private renderPartial(name: string, locals: object): Promise<string> {
    return this.views.render(`partials/${name}`, { ...locals, layout: false });
  }
}

/** The index of the template among those of `renderHeldTemplates`. */
const heldIndex = ({ isUsed, isRevoked }: Holding): number => 2 * Number(isRevoked) + Number(isUsed);
