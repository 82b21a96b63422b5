import React, { type FC } from 'react';
import { useTranslation } from 'adminjs';
import type { RejectedAtEvent, RejectedForWork } from '../case/member-case.js';
import { CaseTitle } from './case-title.js';
import { ExactInstant } from './exact-instant.js';

type Say = (key: string, options?: object) => string;

/** The presses that got nothing, by event and work: when, how many, and why the last one did not. */
export const CaseRejections: FC<{ rejections: readonly RejectedAtEvent[]; hasMore: boolean }> = ({
  rejections,
  hasMore,
}) => {
  const { translateComponent } = useTranslation();
  const say: Say = (key, options = {}) => translateComponent(`MemberCase.${key}`, options);
  return (
    <section>
      <h2>{say('rejected')}</h2>
      {rejections.length === 0 && <p>{say('noneRejected')}</p>}
      {rejections.map(({ coupon, timeZone, soldOutSince, works }) => (
        <div key={coupon.id} className="case-event">
          <h3>
            <CaseTitle of="coupons" named={coupon} />
          </h3>
          {soldOutSince && (
            <p className="case-sold-out">
              {say('soldOutSince')} <ExactInstant iso={soldOutSince} zone={timeZone} />
            </p>
          )}
          <ul>
            {works.map((rejected) => (
              <Rejected key={rejected.work.id} rejected={rejected} zone={timeZone} say={say} />
            ))}
          </ul>
        </div>
      ))}
      {hasMore && <p className="hint">{say('moreRejected')}</p>}
    </section>
  );
};

const Rejected: FC<{ rejected: RejectedForWork; zone: string; say: Say }> = ({ rejected, zone, say }) => {
  const { work, presses, firstAt, lastAt, lastReason, soldOut } = rejected;
  return (
    <li className="case-rejected">
      <p>
        <CaseTitle of="works" named={work} />
      </p>
      <p className="case-reason">{say(`reason.${lastReason}`)}</p>
      <dl className="case-times">
        <div>
          <dt>{say('first')}</dt>
          <dd>
            <ExactInstant iso={firstAt} zone={zone} />
          </dd>
        </div>
        <div>
          <dt>{say('last')}</dt>
          <dd>
            <ExactInstant iso={lastAt} zone={zone} />
          </dd>
        </div>
        <div>
          <dt>{say('presses')}</dt>
          <dd>{presses.toLocaleString()}</dd>
        </div>
        {soldOut && (
          <div>
            <dt>{say('wasSoldOut')}</dt>
            <dd>
              <ExactInstant iso={soldOut.from} zone={zone} /> ~ <ExactInstant iso={soldOut.to} zone={zone} />
            </dd>
          </div>
        )}
      </dl>
    </li>
  );
};
