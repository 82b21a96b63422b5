import React, { type FC } from 'react';
import { ValueGroup } from '@adminjs/design-system';
import { useTranslation, type ShowPropertyProps } from 'adminjs';
import { InAppLink } from './in-app-link.js';
import { useMayRun } from './may-run.js';
import { CASE_PAGE } from './member-case.js';

/** On the page of a member or an issued coupon: a link to the member's case. Its address has an id, no e-mail and no code. */
export const CaseLink: FC<ShowPropertyProps> = ({ property, record, resource }) => {
  const { translateProperty, translateComponent } = useTranslation();
  const may = useMayRun();
  if (!may('pages', 'case')) return null;
  const name = resource.id === 'users' ? 'member' : 'issued';
  return (
    <ValueGroup label={translateProperty(property.label, property.resourceId)}>
      <InAppLink to={`${CASE_PAGE}?${name}=${record.id}`}>{translateComponent('MemberCase.open')}</InAppLink>
    </ValueGroup>
  );
};
