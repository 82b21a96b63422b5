import React, { type FC } from 'react';
import { FormGroup, FormMessage, Label, ValueGroup } from '@adminjs/design-system';
import { useTranslation, type EditPropertyProps, type ShowPropertyProps } from 'adminjs';
import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';

/** The start or the end of the event in the coupon's time zone: `2026-10-01 12:00`, or an empty string. */
const hour = ({ property, record }: ShowPropertyProps | EditPropertyProps): string =>
  (record.params as Record<string, string | undefined>)[property.path] ?? '';

const zone = ({ record }: ShowPropertyProps | EditPropertyProps): string =>
  (record.params as Record<string, string | undefined>)['time_zone'] ?? DEFAULT_TIME_ZONE;

export const HourInList: FC<ShowPropertyProps> = (props) =>
  hour(props) && (
    <span className="instant">
      {hour(props)} {zone(props) !== DEFAULT_TIME_ZONE && <small>{zone(props)}</small>}
    </span>
  );

export const HourShown: FC<ShowPropertyProps> = (props) => {
  const { translateProperty } = useTranslation();
  const { label, resourceId } = props.property;
  const text = hour(props) ? `${hour(props)} (${zone(props)})` : '–';
  return <ValueGroup label={translateProperty(label, resourceId)}>{text}</ValueGroup>;
};

export const HourField: FC<EditPropertyProps> = (props) => {
  const { translateProperty, translateComponent } = useTranslation();
  const { property, record, onChange } = props;
  const error = record.errors[property.path]?.message;
  return (
    <FormGroup error={!!error}>
      <Label htmlFor={property.path}>{translateProperty(property.label, property.resourceId)}</Label>
      <span className="hour">
        <input
          id={property.path}
          name={property.path}
          type="datetime-local"
          className="plain"
          min="2000-01-01T00:00"
          max="2999-12-31T23:59"
          value={hour(props).replace(' ', 'T')}
          onChange={({ target }) => onChange(property.path, target.value.replace('T', ' '))}
        />
        <span>{zone(props)}</span>
      </span>
      {error && <FormMessage>{error}</FormMessage>}
      <p className="hint">{translateComponent(`EventHours.${property.path}`)}</p>
    </FormGroup>
  );
};
