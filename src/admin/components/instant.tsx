import React, { type FC } from 'react';
import { ValueGroup } from '@adminjs/design-system';
import { useTranslation, type ShowPropertyProps } from 'adminjs';
import { DEFAULT_TIME_ZONE } from '../../platform/time/default-time-zone.js';
import { formatInstant } from './format-instant.js';
import { RowTitle } from './row-title.js';

/** A point in time, in the time zone of the row's event whatever the browser's time zone is. */
const text = ({ property, record }: ShowPropertyProps): string => {
  const { [property.path]: value, time_zone: zone = DEFAULT_TIME_ZONE } = record.params as Record<
    string,
    string | undefined
  >;
  return value ? formatInstant(value, zone) : '';
};

export const InstantInList: FC<ShowPropertyProps> = (props) => {
  const instant = <span className="instant">{text(props)}</span>;
  return props.property.isTitle ? <RowTitle {...props}>{instant}</RowTitle> : instant;
};

export const InstantShown: FC<ShowPropertyProps> = (props) => {
  const { translateProperty } = useTranslation();
  const { label, resourceId } = props.property;
  return <ValueGroup label={translateProperty(label, resourceId)}>{text(props) || '–'}</ValueGroup>;
};
