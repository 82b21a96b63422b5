import { Injectable } from '@nestjs/common';
import type { Holding } from '../coupon/holdings.reader.js';
import { Views } from '../platform/http/views.js';
import { byteText, type ByteText } from './byte-text.js';
import { EventSheet, type Filling } from './event-sheet.js';
import { presentEvent, type Viewer } from './event.presenter.js';
import type { EventScene } from './event.service.js';
import { Latest, LatestByKey } from './latest.js';
import { newMark, OpenText } from './open-text.js';
import { opensInMs, ticketState } from './ticket.presenter.js';
import { NO_WORKS, type WorksPage } from './works-page.js';

type Member = Viewer['member'];
type Audience = 'visitors' | 'members' | 'admins';

/** So many pages of works and results of searches are kept, of some 40 KB each, for each audience. */
const MOST_SHEETS = 100;

const NOTHING = byteText('');
const NOT_REFUSED = { notice: NOTHING, held: [] };

/**
 * The view `event` for one viewer, put together from pieces. What many get alike is rendered once for each version of
 * it. The viewer's e-mail, what they hold and the time until the start are filled in for each answer, and never kept.
 * The text is, to the byte, what rendering the view for this viewer gives.
 */
@Injectable()
export class EventPage {
  private readonly sheets: Readonly<Record<Audience, LatestByKey<EventSheet>>> = {
    visitors: new LatestByKey(MOST_SHEETS),
    members: new LatestByKey(MOST_SHEETS),
    admins: new LatestByKey(MOST_SHEETS),
  };
  private readonly ticket = new Latest<OpenText>();
  private readonly codes = new Latest<readonly OpenText[]>();

  constructor(private readonly views: Views) {}

  async of(scene: EventScene, shelf: WorksPage, viewer: Viewer = {}): Promise<ByteText> {
    const { member, holdings } = viewer;
    const [sheet, ticket, codes, refused] = await Promise.all([
      this.sheetFor(member, scene, shelf),
      this.ticketOf(scene),
      this.codes.get([], () => this.renderCodes()),
      this.renderRefusal(scene, shelf, viewer),
    ]);
    const held = Array.from(holdings ?? [], ([workId, holding]) => ({
      workId,
      text: codes[kindOf(holding)]!.with(holding.code),
    }));
    return sheet.filled({
      email: member?.email ?? '',
      notice: refused.notice,
      ticket: ticket.with(`${opensInMs(scene.coupon, scene.now) ?? ''}`),
      held: [...held, ...refused.held],
    });
  }

  private sheetFor(member: Member, scene: EventScene, shelf: WorksPage): Promise<EventSheet> {
    const audience = member ? (member.isAdmin ? 'admins' : 'members') : 'visitors';
    const render = (): Promise<EventSheet> => this.renderSheet(audience, scene, shelf);
    // Which works somebody holds coupons for is nobody else's page.
    if (shelf.mine) return render();
    const { catalogue, coupon, now } = scene;
    const isOpen = ticketState(coupon, now) === 'running';
    return this.sheets[audience].get(`${shelf.page} ${shelf.search}`, [catalogue, coupon?.id, isOpen], render);
  }

  private async renderSheet(audience: Audience, scene: EventScene, shelf: WorksPage): Promise<EventSheet> {
    const [email, seam] = [newMark(), newMark()];
    const member = audience === 'visitors' ? undefined : { email, isAdmin: audience === 'admins' };
    const html = await this.views.render('event', { ...presentEvent(scene, shelf, { member }), seam });
    const workIds = shelf.works.map(({ id }) => id);
    return new EventSheet(html, email, seam, workIds);
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
    shelf: WorksPage,
    viewer: Viewer,
  ): Promise<Pick<Filling, 'notice' | 'held'>> {
    const { refusal } = viewer;
    if (!refusal) return NOT_REFUSED;
    const works = shelf.works.filter(({ id }) => id === refusal.workId);
    const { notice, isOpen, works: cards } = presentEvent(scene, { ...shelf, works }, viewer);
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
