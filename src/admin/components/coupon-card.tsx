import React, { type FC } from 'react';
import { ActionButton, useResource } from 'adminjs';
import type { CouponCount } from '../panel/dashboard.js';
import { CardChecks } from './card-checks.js';
import { InAppLink } from './in-app-link.js';
import { useMayRun } from './may-run.js';
import { Label } from './label.js';

type Props = { coupon: CouponCount; say: (key: string, options?: object) => string; onChange: () => void };

/** A coupon on the dashboard: the state of its event, the remaining stock, and a button that pauses or resumes it. */
export const CouponCard: FC<Props> = ({ coupon, say, onChange }) => {
  const { id, name, left, issued, used, revoked, isHidden, state } = coupon;
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
        <PauseButton coupon={coupon} say={say} onChange={onChange} />
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

/** Pauses or resumes the event after a confirmation. */
const PauseButton: FC<Props> = ({ coupon: { id, isPaused }, say, onChange }) => {
  const name = isPaused ? 'resume' : 'pause';
  const may = useMayRun();
  const action = useResource('coupons')?.actions.find((one) => one.name === name);
  if (!action || !may('coupons', name)) return null;
  return (
    <ActionButton action={action} resourceId="coupons" recordId={String(id)} actionPerformed={onChange}>
      <button type="button" className="plain-button">
        {say(name)}
      </button>
    </ActionButton>
  );
};
