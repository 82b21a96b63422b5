import React, { type FC } from 'react';
import { useTranslation } from 'adminjs';
import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';
import type { HeldCoupon } from '../case/member-case.js';
import { CaseTitle } from './case-title.js';
import { exactTime } from './exact-instant.js';
import { InAppLink } from './in-app-link.js';

type Props = { userId: number; coupons: readonly HeldCoupon[]; hasMore: boolean };

/** The coupons that the member holds. */
export const CaseCoupons: FC<Props> = ({ userId, coupons, hasMore }) => {
  const { translateComponent, translateProperty } = useTranslation();
  const say = (key: string, options: object = {}): string => translateComponent(`MemberCase.${key}`, options);
  return (
    <section>
      <h2>{say('held')}</h2>
      {coupons.length === 0 ? (
        <p>{say('holdsNothing')}</p>
      ) : (
        <ul className="case-coupons">
          {coupons.map((held) => (
            <li key={held.id} className={`case-coupon${held.isSearched ? ' case-searched' : ''}`}>
              <p>
                <InAppLink to={`/admin/resources/issued-coupons/records/${held.id}/show`} className="case-code">
                  {held.code}
                </InAppLink>{' '}
                <em className={`label label-${held.state}`}>{say(held.state)}</em>{' '}
                {held.isSearched && <em className="label">{say('searched')}</em>}
              </p>
              <p>
                <CaseTitle of="coupons" named={held.coupon} /> · <CaseTitle of="works" named={held.work} />
              </p>
              <dl className="case-times">
                <Time label={translateProperty('created_at', 'issued-coupons')} iso={held.issuedAt} />
                <Time label={translateProperty('used_at', 'issued-coupons')} iso={held.usedAt} />
                <Time label={translateProperty('revoked_at', 'issued-coupons')} iso={held.revokedAt} />
              </dl>
            </li>
          ))}
        </ul>
      )}
      {hasMore && (
        <p className="ledger-more">
          <InAppLink to={`/admin/resources/issued-coupons?filters.user=${userId}`}>{say('moreCoupons')}</InAppLink>
        </p>
      )}
    </section>
  );
};

const Time: FC<{ label: string; iso: string | null }> = ({ label, iso }) =>
  iso === null ? null : (
    <div>
      <dt>{label}</dt>
      <dd>
        <time dateTime={iso}>{exactTime(iso, DEFAULT_TIME_ZONE)}</time>
      </dd>
    </div>
  );
