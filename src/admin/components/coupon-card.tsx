import React, { type FC } from 'react';
import type { CouponCount } from '../panel/dashboard.js';
import { CardChecks } from './card-checks.js';
import { InAppLink } from './in-app-link.js';
import { useMayRun } from './may-run.js';
import { Label } from './label.js';
import { PauseButton } from './pause-button.js';
import type { Say } from './say.js';

type Props = { coupon: CouponCount; say: Say; onChange: () => void };

/** A coupon on the dashboard: the state of its event, the remaining stock, and a button that pauses or resumes it. */
export const CouponCard: FC<Props> = ({ coupon, say, onChange }) => {
  const { id, name, left, issued, used, revoked, isHidden, isPaused, state } = coupon;
  const may = useMayRun();
  const page = `/admin/resources/coupons/records/${id}`;
  return (
    <li className="card coupon">
      <p className="coupon-name">
        <InAppLink to={`${page}/show`}>{name}</InAppLink> <Label of="state" value={state} />{' '}
        {isHidden && <Label of="is_hidden" value="true" />}
      </p>
      <p className="coupon-left">
        {say('remaining')} <strong>{left.toLocaleString()}</strong>
      </p>
      <progress max={Math.max(1, left + issued)} value={left} aria-hidden="true" />
      <p className="hint">{say('issuedOf', { issued, used, revoked })}</p>
      <Hours coupon={coupon} say={say} />
      {['not-started', 'paused'].includes(state) && <CardChecks couponId={id} />}
      <p className="coupon-links">
        {may('coupons', 'adjustStock') && <InAppLink to={`${page}/adjustStock`}>{say('adjustStock')}</InAppLink>}
        <PauseButton id={id} isPaused={isPaused} say={say} onChange={onChange} />
      </p>
    </li>
  );
};

const Hours: FC<Omit<Props, 'onChange'>> = ({ coupon: { startsAt, endsAt, timeZone }, say }) => {
  if (!startsAt && !endsAt) return null;
  return (
    <p className="hint">
      {startsAt} ~ {endsAt} <span>{say('inZone', { zone: timeZone })}</span>
    </p>
  );
};
