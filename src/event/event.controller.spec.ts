import { jest } from '@jest/globals';
import type { Response } from 'express';
import type { SignedInUser } from '../account/signed-in/signed-in-user.js';
import { soldOut } from '../coupon/coupon.errors.js';
import type { IssueService } from '../coupon/issuing/issue.service.js';
import type { ClientNetworks } from '../platform/http/client-networks.js';
import { overloaded } from '../platform/errors/overloaded.js';
import { cachedJson } from '../platform/cache/cached-json.js';
import { throttled } from '../platform/throttle/throttled.js';
import { WorkCatalog } from '../work/catalog/work-catalog.js';
import type { EventPage } from './page/event-page.js';
import { EventController } from './event.controller.js';
import type { EventService } from './event.service.js';
import { FIRST_PAGE } from './page/works-page.js';

const catalog = new WorkCatalog([], [], cachedJson([]));
const cached = { heldCouponId: 1, catalog, from: 'memory' };
const fresh = { heldCouponId: 1, catalog, from: 'database' };
const member = { id: 7, email: 'a@example.com', isAdmin: false } as SignedInUser;

describe('EventController, after a refused press,', () => {
  const snapshot = jest.fn(() => Promise.resolve(cached));
  const freshSnapshot = jest.fn(() => Promise.resolve(fresh));
  const of = jest.fn(() => Promise.resolve('<html>'));

  beforeEach(() => [snapshot, freshSnapshot, of].forEach((fake) => fake.mockClear()));

  async function press(refusal: Error): Promise<number[]> {
    const event = { snapshot, freshSnapshot, holdings: () => undefined };
    const issuing = { admit: () => Promise.resolve({ member }), issue: () => Promise.reject(refusal) };
    const controller = new EventController(
      event as unknown as EventService,
      issuing as unknown as IssueService,
      { of } as unknown as EventPage,
      {} as ClientNetworks,
    );
    const statuses: number[] = [];
    const response = {
      status: (status: number) => (statuses.push(status), response),
      set: () => response,
      getHeader: () => 'request',
      type: () => response,
      send: () => response,
    };
    await controller.press({ coupon: 1, work: 2 }, member, response as unknown as Response);
    return statuses;
  }

  it.each([
    [throttled(9, 240), 429],
    [overloaded(), 503],
  ])('uses the cached snapshot if the refusal says nothing about it (%s)', async (refusal, status) => {
    expect(await press(refusal)).toEqual([status]);
    expect([snapshot.mock.calls.length, freshSnapshot.mock.calls.length]).toEqual([1, 0]);
    expect(of).toHaveBeenCalledWith(cached, expect.anything(), expect.objectContaining({ member }));
  });

  it('shows the refusal on the first page if the page of the work is refused', async () => {
    of.mockRejectedValueOnce(overloaded());
    expect(await press(soldOut())).toEqual([400]);
    const refusal = { workId: 2, message: '쿠폰이 모두 소진되었습니다' };
    expect(of).toHaveBeenLastCalledWith(fresh, FIRST_PAGE, expect.objectContaining({ refusal }));
  });

  it('reads coupon and works again if the refusal is about them', async () => {
    expect(await press(soldOut())).toEqual([400]);
    expect([snapshot.mock.calls.length, freshSnapshot.mock.calls.length]).toEqual([0, 1]);
    expect(of).toHaveBeenCalledWith(
      fresh,
      expect.anything(),
      expect.objectContaining({ refusal: { workId: 2, message: '쿠폰이 모두 소진되었습니다' } }),
    );
  });
});
