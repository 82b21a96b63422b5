import fc from 'fast-check';
import type { NaiveEvent } from './naive-event.js';
import type { RealEvent } from './real-event.js';

type Command = fc.AsyncCommand<NaiveEvent, RealEvent>;
type Act = (model: NaiveEvent, real: RealEvent) => Promise<void>;

export const MEMBERS = 4;
export const WORKS = 3;

const member = fc.nat(MEMBERS - 1);
const work = fc.nat(WORKS - 1);
const flag = fc.boolean();

const command = (said: string, run: Act): Command => ({ check: () => true, run, toString: () => said });

const press = (who: number, what: number): Command =>
  command(`member ${who} presses work ${what}`, async (model, real) => {
    expect(await real.press(who, what)).toBe(model.press(who, what));
  });

// Which of them comes first cannot be seen from outside, only the number of each answer, while works are alike.
const pressTogether = (what: number): Command =>
  command(`everybody presses work ${what} at once`, async (model, real) => {
    const everybody = Array.from({ length: MEMBERS }, (_, who) => who);
    const words = await Promise.all(everybody.map((who) => real.press(who, what)));
    // The model is given the winners first, in the order that the server must have chosen.
    const order = everybody.sort((one, other) => Number(words[other] === 'issued') - Number(words[one] === 'issued'));
    expect(order.map((who) => [who, words[who]])).toEqual(order.map((who) => [who, model.press(who, what)]));
  });

const adjust = (delta: number): Command =>
  command(`the operator moves the stock by ${delta}`, async (model, real) => {
    expect(await real.adjust(delta)).toBe(model.adjust(delta));
    expect(await real.left()).toBe(model.coupon.left);
  });

const revoke = (who: number, what: number): Command =>
  command(`the operator revokes what member ${who} holds for work ${what}`, async (model, real) => {
    model.revoke(who, what);
    await real.revoke(who, what);
  });

const restore = (who: number, what: number): Command =>
  command(`the operator restores what member ${who} holds for work ${what}`, async (model, real) => {
    expect(await real.restore(who, what)).toBe(model.restore(who, what));
    expect(await real.left()).toBe(model.coupon.left);
  });

const hideCoupon = (hidden: boolean): Command =>
  command(`the operator ${hidden ? 'hides' : 'shows'} the coupon`, async (model, real) => {
    model.coupon.hidden = hidden;
    await real.hide(hidden);
  });

const hideWork = (what: number, hidden: boolean): Command =>
  command(`the operator ${hidden ? 'hides' : 'shows'} work ${what}`, async (model, real) => {
    if (hidden) model.hiddenWorks.add(what);
    else model.hiddenWorks.delete(what);
    await real.hide(hidden, what);
  });

const pause = (paused: boolean): Command =>
  command(paused ? 'the event is paused' : 'the event goes on', async (model, real) => {
    model.coupon.paused = paused;
    await real.pause(paused);
  });

const restart = command('the server is restarted', (_, real) => real.server.restart());

/** What can happen at an event. A restart takes a second or two, so there are few. */
export const happenings = fc.commands(
  [
    fc.oneof(
      { weight: 70, arbitrary: fc.tuple(member, work).map(([who, what]) => press(who, what)) },
      { weight: 15, arbitrary: work.map(pressTogether) },
      { weight: 15, arbitrary: fc.integer({ min: -3, max: 3 }).filter(Boolean).map(adjust) },
      { weight: 12, arbitrary: fc.tuple(member, work).map(([who, what]) => revoke(who, what)) },
      { weight: 12, arbitrary: fc.tuple(member, work).map(([who, what]) => restore(who, what)) },
      { weight: 6, arbitrary: flag.map(hideCoupon) },
      { weight: 8, arbitrary: fc.tuple(work, flag).map(([what, hidden]) => hideWork(what, hidden)) },
      { weight: 8, arbitrary: flag.map(pause) },
      { weight: 1, arbitrary: fc.constant(restart) },
    ),
  ],
  { maxCommands: 20, size: '+1' },
);
