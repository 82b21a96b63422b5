import React, { useEffect, type FC } from 'react';
import { FormGroup, Label } from '@adminjs/design-system';
import { BasePropertyComponent, useTranslation, type EditPropertyProps } from 'adminjs';
import { newKey } from './request-key.js';

/** The opening stock when a coupon is made; afterwards what is left, to be read only. */
export const OpeningStock: FC<EditPropertyProps> = (props) => {
  const { translateProperty, translateComponent } = useTranslation();
  const { property, record, resource, onChange } = props;
  const isMarked = 'request_key' in record.params;
  useEffect(() => {
    // Tells this form from the next one that is opened: `client.ts` makes its idempotency keys of it.
    if (!record.id && !isMarked) onChange('request_key', newKey());
  });
  if (!record.id) {
    return (
      <BasePropertyComponent
        {...props}
        property={{ ...property, label: 'opening_stock', components: {} }}
        resource={resource}
      />
    );
  }
  return (
    <FormGroup>
      <Label>{translateProperty(property.label, property.resourceId)}</Label>
      <output className="locked-stock">{record.params['count']}</output>
      <p className="hint">{translateComponent('OpeningStock.locked')}</p>
    </FormGroup>
  );
};
