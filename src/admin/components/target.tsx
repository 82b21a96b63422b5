import React, { type FC } from 'react';
import { ValueGroup } from '@adminjs/design-system';
import { useTranslation, type ShowPropertyProps } from 'adminjs';
import { InAppLink } from './in-app-link.js';

type Params = { target_kind: string; target_id: number | null; target: string | null };

/** The kinds of target in the audit log, by the resource that shows their rows. */
export const KIND_OF_RESOURCE: Readonly<Record<string, string>> = {
  works: 'work',
  coupons: 'coupon',
  'issued-coupons': 'issued-coupon',
  users: 'member',
};

/** What was acted on, with a link to its row. The row may be deleted. */
export const TargetInList: FC<ShowPropertyProps> = ({ record }) => {
  const { translateLabel } = useTranslation();
  const { target_kind: kind, target_id: id, target } = record.params as Params;
  const resource = Object.keys(KIND_OF_RESOURCE).find((name) => KIND_OF_RESOURCE[name] === kind);
  // In both languages a list has its name in front: "작품 목록", "Works list".
  if (kind === 'list')
    return <span className="target">{`${translateLabel(target ?? '')} ${translateLabel('target_kind.list')}`}</span>;
  const name = target ?? (id === null ? '' : `#${id}`);
  return (
    <span className="target">
      {translateLabel(`target_kind.${kind}`)}{' '}
      {resource && id !== null ? (
        <InAppLink to={`/admin/resources/${resource}/records/${id}/show`}>{name}</InAppLink>
      ) : (
        name
      )}
    </span>
  );
};

export const TargetShown: FC<ShowPropertyProps> = (props) => {
  const { translateProperty } = useTranslation();
  const { label, resourceId } = props.property;
  return (
    <ValueGroup label={translateProperty(label, resourceId)}>
      <TargetInList {...props} />
    </ValueGroup>
  );
};
