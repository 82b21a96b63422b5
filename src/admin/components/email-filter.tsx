import React, { type FC } from 'react';
import { FormGroup } from '@adminjs/design-system';
import { PropertyLabel, useTranslation, type FilterPropertyProps } from 'adminjs';
import { PLAIN_TEXT } from './plain-text.js';

/** A text that is a whole address or its beginning, and what that means: `isWholeAddress`. */
export const EmailFilter: FC<FilterPropertyProps> = ({ property, filter, onChange }) => {
  const { translateComponent } = useTranslation();
  const name = `filter-${property.path}`;
  return (
    <FormGroup variant="filter">
      <PropertyLabel property={property} filter />
      <input
        id={name}
        name={name}
        {...PLAIN_TEXT}
        value={(filter as Record<string, string | undefined>)[property.path] ?? ''}
        aria-describedby={`${name}-help`}
        onChange={({ target }) => onChange(property.path, target.value)}
      />
      <p id={`${name}-help`} className="hint">
        {translateComponent('Filter.email')}
      </p>
    </FormGroup>
  );
};
