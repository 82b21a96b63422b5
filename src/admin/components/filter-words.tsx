import React, { type FC } from 'react';
import { useTranslation } from 'adminjs';
import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';
import type { ShownFilter } from '../revocation/shown-filters.js';
import { isWholeAddress } from '../table/email-filter.js';
import { formatInstant } from './format-instant.js';

type Props = { resource: string; filters: readonly ShownFilter[] };

/** The filters of a list in words, such as "사용 여부: 미사용". */
export const FilterWords: FC<Props> = ({ resource, filters }) => {
  const { translateProperty, translateLabel, translateComponent } = useTranslation();
  const label = ({ name, end }: ShownFilter): string =>
    [translateProperty(name, resource), end && translateProperty(end)].filter(Boolean).join(' · ');
  const words = ({ name, value, title }: ShownFilter): string => {
    if (title !== undefined) return `${title} (${value})`;
    if (value === 'true' || value === 'false') return translateLabel(`${name}.${value}`);
    if (name === 'email' && !isWholeAddress(value)) return translateComponent('Filter.emailBeginning', { value });
    return name.endsWith('_at') ? formatInstant(value, DEFAULT_TIME_ZONE) : value;
  };
  if (filters.length === 0) return <p className="filter-words">{translateComponent('RevokeUnused.noFilter')}</p>;
  return (
    <dl className="filter-words">
      {filters.map((filter) => (
        <div key={filter.name + (filter.end ?? '')}>
          <dt>{label(filter)}</dt>
          <dd>
            <bdi>{words(filter)}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
};
