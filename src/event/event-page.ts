import { Injectable } from '@nestjs/common';
import type { SignedInUser } from '../account/signed-in-user.js';
import type { Holding, Holdings } from '../coupon/holdings.reader.js';
import { Views } from '../platform/http/views.js';
import type { ByteText } from './byte-text.js';
import { EventSheet } from './event-sheet.js';
import { presentEvent } from './event.presenter.js';
import type { EventScene } from './event.service.js';
import { Latest } from './latest.js';
import { newMark, OpenText } from './open-text.js';
import { opensInMs, ticketState } from './ticket.presenter.js';

type Member = Pick<SignedInUser, 'email' | 'isAdmin'>;
type Audience = 'visitors' | 'members' | 'admins';

/**
 * The view `event` for one viewer, put together from pieces. What many get alike is rendered once for each version of
 * it. The viewer's e-mail, what they hold and the time until the start are filled in for each answer, and never kept.
 * The text is, to the byte, what rendering the view for this viewer gives.
 */
@Injectable()
export class EventPage {
  private readonly sheets: Readonly<Record<Audience, Latest<EventSheet>>> = {
    visitors: new Latest(),
    members: new Latest(),
    admins: new Latest(),
  };
  private readonly ticket = new Latest<OpenText>();
  private readonly codes = new Latest<readonly OpenText[]>();

  constructor(private readonly views: Views) {}

  async of(scene: EventScene, member?: Member, holdings?: Holdings): Promise<ByteText> {
    const [sheet, ticket, codes] = await Promise.all([
      this.sheetFor(member, scene),
      this.ticketOf(scene),
      this.codes.get([], () => this.renderCodes()),
    ]);
    const held = Array.from(holdings ?? [], ([workId, holding]) => ({
      workId,
      text: codes[kindOf(holding)]!.with(holding.code),
    }));
    return sheet.filled(member?.email ?? '', ticket.with(`${opensInMs(scene.coupon, scene.now) ?? ''}`), held);
  }

  private sheetFor(member: Member | undefined, scene: EventScene): Promise<EventSheet> {
    const audience = member ? (member.isAdmin ? 'admins' : 'members') : 'visitors';
    const { works, coupon, now } = scene;
    const isOpen = ticketState(coupon, now) === 'running';
    return this.sheets[audience].get([works, coupon?.id, isOpen], () => this.renderSheet(audience, scene));
  }

  private async renderSheet(audience: Audience, scene: EventScene): Promise<EventSheet> {
    const [email, seam] = [newMark(), newMark()];
    const member = audience === 'visitors' ? undefined : { email, isAdmin: audience === 'admins' };
    const html = await this.views.render('event', { ...presentEvent(scene, { member }), seam });
    const workIds = scene.works.map(({ id }) => id);
    return new EventSheet(html, email, seam, workIds);
  }

  private ticketOf(scene: EventScene): Promise<OpenText> {
    const { coupon, now } = scene;
    return this.ticket.get([coupon, ticketState(coupon, now)], () => this.renderTicket(scene));
  }

  private async renderTicket(scene: EventScene): Promise<OpenText> {
    const { coupon, ticket } = presentEvent({ ...scene, works: [] }, {});
    const mark = newMark();
    const locals = { coupon, ticket: { ...ticket, opensInMs: ticket.opensInMs && mark }, layout: false };
    return new OpenText(await this.views.render('partials/coupon', locals), mark);
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
