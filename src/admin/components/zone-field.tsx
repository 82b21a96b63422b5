import React, { type FC } from 'react';
import { FormGroup, FormMessage, Label } from '@adminjs/design-system';
import { useTranslation, type EditPropertyProps } from 'adminjs';
import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';

/** The time zones that the browser supports, and the coupon's own. */
export const ZoneField: FC<EditPropertyProps> = ({ property, record, onChange }) => {
  const { translateProperty, translateComponent } = useTranslation();
  const chosen = (record.params as Record<string, string | undefined>)[property.path] ?? DEFAULT_TIME_ZONE;
  const zones = [...new Set([chosen, DEFAULT_TIME_ZONE, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  const error = record.errors[property.path]?.message;
  return (
    <FormGroup error={!!error}>
      <Label htmlFor={property.path}>{translateProperty(property.label, property.resourceId)}</Label>
      <select
        id={property.path}
        name={property.path}
        className="plain zone"
        value={chosen}
        onChange={({ target }) => onChange(property.path, target.value)}
      >
        {zones.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </select>
      {error && <FormMessage>{error}</FormMessage>}
      <p className="hint">{translateComponent('EventHours.time_zone')}</p>
    </FormGroup>
  );
};
