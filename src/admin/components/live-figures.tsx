import React, { type FC, type ReactNode } from 'react';
import type { LiveSnapshot } from '../../coupon/live/live-snapshot.js';
import type { RefusalCount } from '../../coupon/live/live-window.js';
import type { Say } from './say.js';

/** A number per second with a decimal while it is small. */
export const rateText = (rate: number): string =>
  rate.toLocaleString(undefined, { maximumFractionDigits: rate < 10 ? 1 : 0 });

type Props = { snapshot: LiveSnapshot; say: Say };

/** The numbers of now. What is not known yet is shown as a dash with a word, never as 0. */
export const LiveFigures: FC<Props> = ({ snapshot, say }) => {
  const { remaining, issued, used, revoked, rates, batches } = snapshot;
  const unknown = <Unknown say={say} />;
  return (
    <dl className="live-figures">
      <Figure name="remaining" label={say('remaining')} value={remaining.toLocaleString()} />
      <Figure
        name="issued"
        label={say('issued')}
        value={issued.toLocaleString()}
        hint={say('issuedOf', { used: used.toLocaleString(), revoked: revoked.toLocaleString() })}
      />
      <Figure
        name="issued-rate"
        label={say('issuedPerSecond')}
        value={rates ? rateText(rates.issued) : unknown}
        hint={say('mean')}
      />
      <Figure
        name="press-rate"
        label={say('pressesPerSecond')}
        value={rates ? rateText(rates.presses) : unknown}
        hint={say('mean')}
      />
      <Figure
        name="batch"
        label={say('batchSize')}
        value={batches ? rateText(batches.meanSize) : rates ? say('noBatch') : unknown}
        hint={say('mean')}
      />
      <Figure
        name="wait"
        label={say('longestWait')}
        value={batches ? say('ms', { count: batches.longestWaitMs.toFixed(0) }) : rates ? say('noBatch') : unknown}
        hint={say('lastSeconds')}
      />
    </dl>
  );
};

const Figure: FC<{ name: string; label: string; value: ReactNode; hint?: string }> = ({ name, label, value, hint }) => (
  <div className={`live-figure live-${name}`}>
    <dt>{label}</dt>
    <dd>
      <strong>{value}</strong>
      {hint && <span className="hint">{hint}</span>}
    </dd>
  </div>
);

export const Unknown: FC<{ say: Say }> = ({ say }) => <span className="live-not-known">– {say('notYet')}</span>;

/** Refused presses by reason, with the code that the member's client gets. */
export const Refusals: FC<Props> = ({ snapshot: { refused, unattributed, since, until }, say }) => (
  <section className="live-refusals" aria-labelledby="live-refusals-title">
    <h2 id="live-refusals-title">{say('refusals')}</h2>
    {refused.length === 0 ? (
      <p className="hint">{since > until ? say('nothingKnown') : say('noRefusals')}</p>
    ) : (
      <RefusalTable counts={refused} caption={say('refusals')} say={say} />
    )}
    {unattributed.length > 0 && (
      <details>
        <summary>{say('unattributed')}</summary>
        <p className="hint">{say('unattributedHelp')}</p>
        <RefusalTable counts={unattributed} caption={say('unattributed')} say={say} />
      </details>
    )}
  </section>
);

const RefusalTable: FC<{ counts: readonly RefusalCount[]; caption: string; say: Say }> = ({ counts, caption, say }) => (
  <div className="ledger-frame">
    <table className="live-table">
      <caption className="live-hidden">{caption}</caption>
      <thead>
        <tr>
          {['reason', 'inMinute', 'inAll'].map((name) => (
            <th key={name} scope="col">
              {say(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {counts.map(({ code, minute, all }) => (
          <tr key={code}>
            <th scope="row">
              {say(code)} <code>{code}</code>
            </th>
            <td>{minute.toLocaleString()}</td>
            <td>{all.toLocaleString()}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
