import React, { type FC } from 'react';
import type { LiveState } from './live-feed.js';
import type { Say } from './say.js';

/** Numbers that are older than this are marked. */
const STALE_MS = 5_000;

/** Whether the numbers may be wrong by now. */
export const isStale = ({ connection, answeredAt }: LiveState, now: number): boolean =>
  connection !== 'open' || (answeredAt !== undefined && now - answeredAt > STALE_MS);

type Props = { state: LiveState; now: number; ask: () => void; say: Say };

/** How old the numbers are. Only a change of the connection is announced to screen readers, not each second. */
export const LiveConnection: FC<Props> = ({ state, now, ask, say }) => {
  const { connection, answeredAt, retryAt } = state;
  const age = answeredAt === undefined ? undefined : Math.max(0, Math.round((now - answeredAt) / 1000));
  const stale = isStale(state, now) && connection !== 'loading';
  return (
    <div className={`live-connection${stale ? ' live-stale' : ''}`}>
      <p role="status">{connection === 'open' ? (stale ? say('stale') : say('open')) : say(connection)}</p>
      {age !== undefined && <p>{say('age', { count: age })}</p>}
      {connection === 'failing' && retryAt !== undefined && (
        <p>{say('retryIn', { count: Math.max(0, Math.ceil((retryAt - now) / 1000)) })}</p>
      )}
      {connection === 'failing' && (
        <button type="button" className="plain-button" onClick={ask}>
          {say('retryNow')}
        </button>
      )}
      {connection === 'refused' && (
        <a href={`/login-page/?next=${encodeURIComponent(location.pathname)}`}>{say('logIn')}</a>
      )}
    </div>
  );
};
