import React, { type FC } from 'react';
import { FormGroup } from '@adminjs/design-system';
import { PropertyLabel, useTranslation, type FilterPropertyProps } from 'adminjs';

/** A range of days or minutes, both ends included, in Korean time whatever the browser's time zone is. */
const DAYS = { type: 'date', length: 10, from: 'T00:00:00.000+09:00', to: 'T23:59:59.999+09:00' } as const;
const MINUTES = { type: 'datetime-local', length: 16, from: ':00.000+09:00', to: ':59.999+09:00' } as const;

export const InstantFilter: FC<FilterPropertyProps> = ({ property, filter, onChange }) => {
  const { translateProperty } = useTranslation();
  const values = filter as Record<string, string | undefined>;
  const unit = (property.props as { withTime?: boolean }).withTime ? MINUTES : DAYS;
  return (
    <FormGroup variant="filter">
      <PropertyLabel property={property} filter />
      {(['from', 'to'] as const).map((end) => {
        const key = `${property.path}~~${end}`;
        return (
          <label key={end} className="day">
            <span>{translateProperty(end)}</span>
            <input
              type={unit.type}
              name={`filter-${key}`}
              className="plain"
              value={values[key]?.slice(0, unit.length) ?? ''}
              onChange={({ target }) => onChange(key, target.value && `${target.value}${unit[end]}`)}
            />
          </label>
        );
      })}
    </FormGroup>
  );
};
