import React, { type FC } from 'react';
import { useTranslation } from 'adminjs';
import type { CouponCount } from '../panel/dashboard.js';
import { InAppLink } from './in-app-link.js';
import { Label } from './label.js';
import { isStale } from './live-connection.js';
import { rateText, Unknown } from './live-figures.js';
import { useLive, useNow } from './live-hooks.js';
import { Countdown } from './live-times.js';
import type { Say } from './say.js';

const EVERY_MS = 2_000;
const MAX_CARDS = 3;

/** The events that operators watch: those that are open or paused, or else the next one. */
function watched(coupons: readonly CouponCount[]): readonly CouponCount[] {
  const visible = coupons.filter(({ isHidden }) => !isHidden);
  const open = visible.filter(({ state }) => ['running', 'sold-out', 'paused'].includes(state));
  return open.length > 0
    ? open.slice(0, MAX_CARDS)
    : visible.filter(({ state }) => state === 'not-started').slice(0, 1);
}

/** On the dashboard: the live numbers of running events in short, or of the next one. */
export const LiveCards: FC<{ coupons: readonly CouponCount[] }> = ({ coupons }) => {
  const { translateComponent } = useTranslation();
  const say: Say = (key, options = {}) => translateComponent(`LiveView.${key}`, options);
  const cards = watched(coupons);
  if (cards.length === 0) return null;
  return (
    <section className="live-cards" aria-labelledby="live-cards-title">
      <h2 id="live-cards-title">{say('title')}</h2>
      <ul>
        {cards.map(({ id, name }) => (
          <LiveCard key={id} id={id} name={name} say={say} />
        ))}
      </ul>
    </section>
  );
};

const LiveCard: FC<{ id: number; name: string; say: Say }> = ({ id, name, say }) => {
  const [state] = useLive(id, EVERY_MS);
  const now = useNow();
  const { snapshot, aheadMs, answeredAt } = state;
  const rate = (of: 'issued' | 'presses') =>
    snapshot?.rates ? <strong>{rateText(snapshot.rates[of])}</strong> : <Unknown say={say} />;
  return (
    <li className={`card live-card${snapshot && isStale(state, now) ? ' live-is-stale' : ''}`}>
      <p className="live-card-name">
        <span>{name}</span> {snapshot && <Label of="state" value={snapshot.state} />}
      </p>
      <p className="live-card-remaining">
        {say('remaining')} {snapshot ? <strong>{snapshot.remaining.toLocaleString()}</strong> : <Unknown say={say} />}
      </p>
      <p className="hint">
        {say('issuedPerSecond')} {rate('issued')} · {say('pressesPerSecond')} {rate('presses')}
      </p>
      {snapshot && <Countdown snapshot={snapshot} now={now + aheadMs} say={say} />}
      {snapshot && isStale(state, now) && (
        <p className="problem">{say('age', { count: Math.round((now - answeredAt!) / 1000) })}</p>
      )}
      <InAppLink to={`/admin/resources/coupons/records/${id}/live`}>{say('openView')}</InAppLink>
    </li>
  );
};
