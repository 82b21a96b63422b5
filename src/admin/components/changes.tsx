import React, { type FC } from 'react';
import { ValueGroup } from '@adminjs/design-system';
import { useTranslation, type ShowPropertyProps } from 'adminjs';
import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';
import { formatInstant } from './format-instant.js';

type Value = string | number | boolean | null;
type Changed = Record<string, [before: Value, after: Value]>;

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** The fields that an act changed: “Name: before → after”. A new row has no values before, a deleted one none after. */
export const Changes: FC<{ json: string | null }> = ({ json }) => {
  const { translateProperty, translateLabel } = useTranslation();
  const shown = (name: string, value: Value): string => {
    if (value === null) return '–';
    if (typeof value === 'boolean') return translateLabel(`${name}.${value}`);
    if (typeof value === 'number') return value.toLocaleString();
    if (name === 'role') return translateLabel(`role.${value}`);
    return INSTANT.test(value) ? formatInstant(value, DEFAULT_TIME_ZONE) : value;
  };
  return (
    <dl className="changes">
      {Object.entries(JSON.parse(json ?? '{}') as Changed).map(([name, [before, after]]) => (
        <div key={name}>
          <dt>{translateProperty(name, 'history')}</dt>
          <dd>
            {before !== null && <del>{shown(name, before)}</del>} {after !== null && <ins>{shown(name, after)}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
};

const jsonOf = ({ property, record }: ShowPropertyProps): string | null =>
  (record.params as Record<string, string | null>)[property.path] ?? null;

export const ChangesInList: FC<ShowPropertyProps> = (props) => <Changes json={jsonOf(props)} />;

export const ChangesShown: FC<ShowPropertyProps> = (props) => {
  const { translateProperty } = useTranslation();
  const { label, resourceId } = props.property;
  return (
    <ValueGroup label={translateProperty(label, resourceId)}>
      <Changes json={jsonOf(props)} />
    </ValueGroup>
  );
};
