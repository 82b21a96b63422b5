import type { LiveHistory, LiveSnapshot } from '../../src/coupon/live/live-snapshot.js';
import { eventually } from './eventually.js';
import type { PanelClient } from './panel-client.js';

export type Live = LiveSnapshot;

export const live = async (panel: PanelClient, coupon: number): Promise<Live> =>
  (await panel.get(`/live/${coupon}`)).json<Live>();

export const liveHistory = async (panel: PanelClient, coupon: number): Promise<LiveHistory> =>
  (await panel.get(`/live/${coupon}/history`)).json<LiveHistory>();

/** Presses and issued coupons in the samples of the last minute. */
export const seen = ({ points }: Pick<Live, 'points'>): { presses: number; issued: number } => ({
  presses: points.reduce((sum, [, presses]) => sum + presses, 0),
  issued: points.reduce((sum, [, , issued]) => sum + issued, 0),
});

/** The refused presses of the last 15 minutes by code. */
export const refusedBy = (counts: Live['refused']): Record<string, number> =>
  Object.fromEntries(counts.map(({ code, all }) => [code, all]));

/** The live numbers as soon as this many presses are in the samples. */
export const liveWith = (panel: PanelClient, coupon: number, presses: number): Promise<Live> =>
  eventually(
    () => live(panel, coupon),
    (now) => seen(now).presses >= presses,
  );
