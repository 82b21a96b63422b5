import { jest } from '@jest/globals';
import type { Response } from 'express';
import type { SignedInUser } from '../account/signed-in-user.js';
import { soldOut } from '../coupon/coupon.errors.js';
import type { IssueDesk } from '../coupon/issue-desk.service.js';
import type { ClientNetworks } from '../platform/http/client-networks.js';
import { overloaded } from '../platform/errors/overloaded.js';
import { sharedAnswer } from '../platform/http/shared-answer.js';
import { throttled } from '../platform/throttle/throttled.js';
import { WorkCatalogue } from '../work/work-catalogue.js';
import type { EventPage } from './event-page.js';
import { EventController } from './event.controller.js';
import type { EventService } from './event.service.js';
import { FIRST_PAGE } from './works-page.js';

const catalogue = new WorkCatalogue([], [], sharedAnswer([]));
const remembered = { heldOf: 1, catalogue, from: 'memory' };
const readNow = { heldOf: 1, catalogue, from: 'database' };
const member = { id: 7, email: 'a@example.com', isAdmin: false } as SignedInUser;

describe('EventController, of a refused press,', () => {
  const scene = jest.fn(() => Promise.resolve(remembered));
  const sceneNow = jest.fn(() => Promise.resolve(readNow));
  const of = jest.fn(() => Promise.resolve('<html>'));

  beforeEach(() => [scene, sceneNow, of].forEach((fake) => fake.mockClear()));

  async function press(refusal: Error): Promise<number[]> {
    const event = { scene, sceneNow, holdings: () => undefined };
    const desk = { issue: () => Promise.reject(refusal) };
    const controller = new EventController(
      event as unknown as EventService,
      desk as unknown as IssueDesk,
      { of } as unknown as EventPage,
      {} as ClientNetworks,
    );
    const statuses: number[] = [];
    const response = {
      status: (status: number) => (statuses.push(status), response),
      set: () => response,
      type: () => response,
      send: () => response,
    };
    await controller.press({ coupon: 1, work: 2 }, member, response as unknown as Response);
    return statuses;
  }

  it.each([
    [throttled(9), 429],
    [overloaded(), 503],
  ])('reads nothing anew that the refusal does not speak of (%s)', async (refusal, status) => {
    expect(await press(refusal)).toEqual([status]);
    expect([scene.mock.calls.length, sceneNow.mock.calls.length]).toEqual([1, 0]);
    expect(of).toHaveBeenCalledWith(remembered, expect.anything(), expect.objectContaining({ member }));
  });

  it('says so on the first page when the page of the work is not to be had', async () => {
    of.mockRejectedValueOnce(overloaded());
    expect(await press(soldOut())).toEqual([400]);
    const refusal = { workId: 2, words: '쿠폰이 모두 소진되었습니다' };
    expect(of).toHaveBeenLastCalledWith(readNow, FIRST_PAGE, expect.objectContaining({ refusal }));
  });

  it('reads anew what the refusal speaks of', async () => {
    expect(await press(soldOut())).toEqual([400]);
    expect([scene.mock.calls.length, sceneNow.mock.calls.length]).toEqual([0, 1]);
    expect(of).toHaveBeenCalledWith(
      readNow,
      expect.anything(),
      expect.objectContaining({ refusal: { workId: 2, words: '쿠폰이 모두 소진되었습니다' } }),
    );
  });
});
