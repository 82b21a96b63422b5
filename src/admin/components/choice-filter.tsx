import React, { type FC } from 'react';
import { FormGroup } from '@adminjs/design-system';
import { PropertyLabel, useTranslation, type FilterPropertyProps } from 'adminjs';

const YES_OR_NO = ['true', 'false'];

/** A native `<select>` of a few values, yes and no unless the property lists others, and an entry for all rows. */
export const ChoiceFilter: FC<FilterPropertyProps> = ({ property, filter, onChange }) => {
  const { translateLabel, translateComponent } = useTranslation();
  const { choices = YES_OR_NO } = property.props as { choices?: readonly string[] };
  const name = `filter-${property.path}`;
  const chosen = String((filter as Record<string, boolean | string | undefined>)[property.path] ?? '');
  return (
    <FormGroup variant="filter">
      <PropertyLabel property={property} filter />
      <select
        id={name}
        name={name}
        className="plain"
        value={chosen}
        onChange={(event) => onChange(property.path, event.target.value)}
      >
        <option value="">{translateComponent('Filter.all')}</option>
        {choices.map((value) => (
          <option key={value} value={value}>
            {translateLabel(`${property.path}.${value}`, property.resourceId)}
          </option>
        ))}
      </select>
    </FormGroup>
  );
};
