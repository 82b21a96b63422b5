import React, { type FC } from 'react';
import { useTranslation } from 'adminjs';
import type { Named } from '../case/member-case.js';
import { InAppLink } from './in-app-link.js';
import { Label } from './label.js';

/** The title of a coupon or a work, with a link to its row. It may be hidden or deleted. */
export const CaseTitle: FC<{ of: 'coupons' | 'works'; named: Named }> = ({ of, named: { id, title, isHidden } }) => {
  const { translateComponent } = useTranslation();
  if (title === null) return <span>{translateComponent('MemberCase.deleted', { id })}</span>;
  return (
    <>
      <InAppLink to={`/admin/resources/${of}/records/${id}/show`}>
        <bdi>{title}</bdi>
      </InAppLink>{' '}
      {isHidden && <Label of="is_hidden" value="true" />}
    </>
  );
};
