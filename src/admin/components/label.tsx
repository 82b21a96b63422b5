import React, { type FC } from 'react';
import { ValueGroup } from '@adminjs/design-system';
import { useTranslation, type ShowPropertyProps } from 'adminjs';

/** The translated name of a state or a kind. */
export const Label: FC<{ of: string; value: string }> = ({ of, value }) => {
  const { translateLabel } = useTranslation();
  return <em className={`label label-${value}`}>{translateLabel(`${of}.${value}`)}</em>;
};

export const LabelInList: FC<ShowPropertyProps> = ({ property, record }) => (
  <Label of={property.path} value={(record.params as Record<string, string>)[property.path]!} />
);

export const LabelShown: FC<ShowPropertyProps> = (props) => {
  const { translateProperty } = useTranslation();
  const { label, resourceId } = props.property;
  return (
    <ValueGroup label={translateProperty(label, resourceId)}>
      <LabelInList {...props} />
    </ValueGroup>
  );
};
