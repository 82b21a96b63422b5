import React, { type FC } from 'react';
import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';
import { minutesOf, roundUp, SERIES_SECONDS, sumsOf, type Second } from './live-series.js';
import type { Say } from './say.js';

const [WIDTH, HEIGHT] = [900, 200];
const MARKS = [15, 10, 5, 0];

const clock = new Intl.DateTimeFormat('sv-SE', { timeStyle: 'medium', timeZone: DEFAULT_TIME_ZONE });

type Props = { seconds: readonly (Second | undefined)[]; until: number; say: Say };

/** Issued and refused presses of each second of the last 15 minutes, in words, as a chart and as a table. */
export const LiveChart: FC<Props> = ({ seconds, until, say }) => {
  const known = seconds.filter((one) => one !== undefined);
  const top = roundUp(known.reduce((most, { issued, refused }) => Math.max(most, issued, refused), 0));
  return (
    <section className="live-chart" aria-labelledby="live-chart-title">
      <h2 id="live-chart-title">{say('chart')}</h2>
      <p className="live-legend" aria-hidden="true">
        <span className="live-key live-key-issued">{say('issuedPerSecond')}</span>
        <span className="live-key live-key-refused">{say('refusedPerSecond')}</span>
        {known.length < seconds.length && <span className="live-key live-key-unknown">{say('unknown')}</span>}
        <span className="hint">{say('chartTop', { count: top.toLocaleString() })}</span>
      </p>
      <Graph seconds={seconds} top={top} label={summary(known, say)} say={say} />
      <p className="live-marks" aria-hidden="true">
        {MARKS.map((minutes) => (
          <span key={minutes}>{minutes === 0 ? say('nowMark') : say('minutesAgo', { count: minutes })}</span>
        ))}
      </p>
      <p className="hint">{summary(known, say)}</p>
      <details>
        <summary>{say('asTable')}</summary>
        <MinuteTable seconds={seconds} until={until} say={say} />
      </details>
    </section>
  );
};

function summary(known: readonly Second[], say: Say): string {
  const { presses, issued, refused } = sumsOf(known);
  if (known.length === 0) return say('nothingKnown');
  const most = known.reduce((best, one) => (one.issued > best.issued ? one : best));
  const total = {
    presses: presses.toLocaleString(),
    issued: issued.toLocaleString(),
    refused: refused.toLocaleString(),
  };
  const text = say('summary', { ...total, minutes: Math.ceil(known.length / 60) });
  if (most.issued === 0) return text;
  return `${text} ${say('peak', { most: most.issued.toLocaleString(), at: clock.format(most.second * 1000) })}`;
}

const Graph: FC<Omit<Props, 'until'> & { top: number; label: string }> = ({ seconds, top, label, say }) => {
  const first = seconds.findIndex((one) => one !== undefined);
  const unknown = first < 0 ? SERIES_SECONDS : first;
  const line = (name: 'issued' | 'refused'): string =>
    seconds
      .map((one, x) => one && `${x},${(HEIGHT - (HEIGHT * one[name]) / top).toFixed(1)}`)
      .filter(Boolean)
      .join(' ');
  const issued = line('issued');
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <title>{label}</title>
      {[0.25, 0.5, 0.75].map((part) => (
        <line key={part} className="live-grid" x1="0" x2={WIDTH} y1={HEIGHT * part} y2={HEIGHT * part} />
      ))}
      {unknown > 0 && (
        <rect className="live-unknown" x="0" y="0" width={unknown} height={HEIGHT}>
          <title>{say('unknown')}</title>
        </rect>
      )}
      {issued && <polygon className="live-area" points={`${unknown},${HEIGHT} ${issued} ${WIDTH - 1},${HEIGHT}`} />}
      <polyline className="live-line live-line-issued" points={issued} />
      <polyline className="live-line live-line-refused" points={line('refused')} />
    </svg>
  );
};

const MinuteTable: FC<Props> = ({ seconds, until, say }) => (
  <div className="ledger-frame">
    <table className="live-table">
      <caption>{say('tableCaption')}</caption>
      <thead>
        <tr>
          {['minuteUntil', 'presses', 'issuedColumn', 'refusedColumn'].map((name) => (
            <th key={name} scope="col">
              {say(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {minutesOf(seconds, until).map(({ endsAt, sums }) => (
          <tr key={endsAt}>
            <th scope="row">{clock.format(endsAt * 1000)}</th>
            {sums ? (
              [sums.presses, sums.issued, sums.refused].map((value, index) => (
                <td key={index}>{value.toLocaleString()}</td>
              ))
            ) : (
              <td colSpan={3}>{say('unknown')}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
