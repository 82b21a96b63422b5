import { Injectable } from '@nestjs/common';
import { CouponService } from '../../coupon/coupon.service.js';
import {
  RegisterOperatorPage,
  type OperatorPage,
  type OperatorPageRequest,
} from '../../platform/http/pages/operator-page.js';
import { Views } from '../../platform/http/pages/views.js';
import { EventService } from '../event.service.js';
import { presentEvent, type EventView } from '../page/event.presenter.js';
import { FIRST_PAGE, worksPage } from '../page/works-page.js';
import { presentPreview } from './preview.presenter.js';
import { previewMoment } from './preview-moment.js';

/**
 * The event page as members will see it at another instant, for any coupon. `EventPage` gives the same HTML byte for byte
 * as its presenter and its view, which are used here directly: nothing of a preview can enter its caches.
 */
@Injectable()
@RegisterOperatorPage()
export class EventPreview implements OperatorPage {
  readonly name = 'preview';
  readonly path = '/preview/coupons/:id';

  constructor(
    private readonly coupons: CouponService,
    private readonly event: EventService,
    private readonly views: Views,
  ) {}

  /** @throws DomainError `NOT_FOUND`, `INVALID` */
  async html({ id, query, language }: OperatorPageRequest): Promise<string> {
    const [coupon, snapshot] = await Promise.all([this.coupons.findAny(id), this.event.snapshot()]);
    const at = previewMoment(query.get('at') ?? 'now', coupon, snapshot.now);
    const works = await worksPage(snapshot.catalog, FIRST_PAGE);
    const view = presentEvent({ coupon, now: at }, works, {});
    const previewed = { coupon, at, onEventPage: snapshot.coupon, hasMorePages: works.pages > 1 };
    const preview = presentPreview(previewed, language);
    return this.views.render('event', { ...inert(view), title: `${preview.heading} · ${view.title}`, preview });
  }
}

/** Without script, search and links to the real page. The view leaves its form out when there is a `preview`. */
const inert = (view: EventView): object => ({
  ...view,
  script: undefined,
  list: { ...view.list, isSearchable: false, links: [], pager: undefined },
});
