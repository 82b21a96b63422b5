import React, { type FC } from 'react';
import { useTranslation } from 'adminjs';
import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';
import type { MemberCase } from '../case/member-case.js';
import { CaseCoupons } from './case-coupons.js';
import { CaseRejections } from './case-rejections.js';
import { Changes } from './changes.js';
import { exactTime } from './exact-instant.js';
import { InAppLink } from './in-app-link.js';
import { Label } from './label.js';
import { LatestRows } from './latest-rows.js';

const MEMBER = 'filters.target_kind=member&filters.target_id=';

/** A member's case: who the member is, what was rejected and why, which coupons the member holds, and who changed what. */
export const CaseView: FC<{ found: MemberCase }> = ({ found }) => {
  const { translateComponent, translateProperty } = useTranslation();
  const say = (key: string, options: object = {}): string => translateComponent(`MemberCase.${key}`, options);
  const { id, email, isActive, since, role } = found.member;
  return (
    <>
      <section className="case-member">
        <h2>
          <InAppLink to={`/admin/resources/users/records/${id}/show`}>
            <bdi>{email}</bdi>
          </InAppLink>
        </h2>
        <p>
          <Label of="is_active" value={String(isActive)} /> {role !== 'none' && <Label of="role" value={role} />}{' '}
          {translateProperty('created_at', 'users')} <time dateTime={since}>{exactTime(since, DEFAULT_TIME_ZONE)}</time>
        </p>
        {!isActive && <p>{say('inactive')}</p>}
      </section>
      <CaseRejections rejections={found.rejections} hasMore={found.hasMoreRejections} />
      <CaseCoupons userId={id} coupons={found.coupons} hasMore={found.hasMoreCoupons} />
      <section>
        <h2>{say('acts')}</h2>
        <LatestRows
          resource="history"
          columns={['created_at', 'action', 'target', 'actor', 'changes', 'reason']}
          className="history"
          instead={found.acts.length === 0 && <p>{say('noActs')}</p>}
          only={found.hasMoreActs ? found.acts.length : undefined}
          all={{ to: `/admin/resources/history?${MEMBER}${id}`, text: say('allActs') }}
        >
          {found.acts.map(({ id: act, at, action, targetKind, targetId, actor, changes, reason }) => (
            <tr key={act}>
              <td>
                <time dateTime={at}>{exactTime(at, DEFAULT_TIME_ZONE)}</time>
              </td>
              <td>
                <Label of="action" value={action} />
              </td>
              <td>{targetKind === 'member' ? <bdi>{email}</bdi> : <bdi>{codeOf(found, targetId)}</bdi>}</td>
              <td>
                <bdi>{actor}</bdi>
              </td>
              <td>
                <Changes json={changes} />
              </td>
              <td>{reason}</td>
            </tr>
          ))}
        </LatestRows>
        {found.hasMoreActs && found.coupons.length > 0 && <p className="hint">{say('couponActs')}</p>}
      </section>
    </>
  );
};

const codeOf = ({ coupons }: MemberCase, issued: number): string =>
  coupons.find(({ id }) => id === issued)?.code ?? `#${issued}`;
