import React, { useEffect, useState, type FC } from 'react';
import { Button, Loader, MessageBox } from '@adminjs/design-system';
import { ApiClient, useTranslation } from 'adminjs';
import type { Dashboard as Numbers } from '../panel/dashboard.js';
import { countText } from './count-text.js';
import { CouponCard } from './coupon-card.js';
import { LiveCards } from './live-cards.js';
import { useMayRun } from './may-run.js';
import { DashboardCase } from './dashboard-case.js';
import { InAppLink } from './in-app-link.js';
import type { Say } from './say.js';

/** The first page: the state of each event, and links to the most frequent tasks. */
export const Dashboard: FC = () => {
  const { translateComponent } = useTranslation();
  const say: Say = (key, options = {}) => translateComponent(`Dashboard.${key}`, options);
  const may = useMayRun();
  const [numbers, setNumbers] = useState<Numbers | 'failed'>();
  const fetchNumbers = (): void => {
    new ApiClient().getDashboard<Numbers>().then(
      ({ data }) => setNumbers(data),
      () => setNumbers('failed'),
    );
  };
  useEffect(fetchNumbers, []);

  if (numbers === undefined) return <Loader />;
  if (numbers === 'failed') {
    return (
      <div className="dashboard">
        <MessageBox variant="danger" message={say('failed')} />
        <Button
          onClick={() => {
            setNumbers(undefined);
            fetchNumbers();
          }}
        >
          {say('retry')}
        </Button>
      </div>
    );
  }
  const more = numbers.couponCount - numbers.coupons.length;
  return (
    <div className="dashboard">
      <h1>{say('title')}</h1>
      <LiveCards coupons={numbers.coupons} />
      <ul className="figures">
        <Figure label={say('works')} value={countText(numbers.works)} to="/admin/resources/works" />
        <Figure label={say('members')} value={countText(numbers.members)} to="/admin/resources/users" />
        <Figure label={say('issued')} value={numbers.issued.toLocaleString()} to="/admin/resources/issued-coupons" />
      </ul>
      <DashboardCase />
      <h2>{say('coupons')}</h2>
      {numbers.coupons.length === 0 ? (
        <p className="card">
          {say('noCoupons')}{' '}
          {may('coupons', 'new') && (
            <InAppLink to="/admin/resources/coupons/actions/new">{say('createCoupon')}</InAppLink>
          )}
        </p>
      ) : (
        <ul className="coupons">
          {numbers.coupons.map((coupon) => (
            <CouponCard key={coupon.id} coupon={coupon} say={say} onChange={fetchNumbers} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <p>
          <InAppLink to="/admin/resources/coupons?sortBy=id&direction=desc">
            {say('moreCoupons', { count: more, shown: countText(more) })}
          </InAppLink>
        </p>
      )}
      <p className="dashboard-links">
        {may('works', 'import') && (
          <InAppLink to="/admin/resources/works/actions/import">{say('importWorks')}</InAppLink>
        )}
        <a href="/event/">{say('eventPage')}</a>
      </p>
    </div>
  );
};

const Figure: FC<{ label: string; value: string; to: string }> = ({ label, value, to }) => (
  <li>
    <InAppLink to={to} className="card figure">
      <span>{label}</span>
      <strong>{value}</strong>
    </InAppLink>
  </li>
);
