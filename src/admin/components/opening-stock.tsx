import React, { useEffect, type FC } from 'react';
import { FormGroup, Label } from '@adminjs/design-system';
import { BasePropertyComponent, useTranslation, type EditPropertyProps } from 'adminjs';
import { newKey } from './request-key.js';

/** The opening stock in the form for a new coupon; in the edit form the remaining stock, read-only. */
export const OpeningStock: FC<EditPropertyProps> = (props) => {
  const { translateProperty, translateComponent } = useTranslation();
  const { property, record, resource, onChange } = props;
  const hasFormId = 'request_key' in record.params;
  useEffect(() => {
    // A value for this form alone: `client.ts` derives idempotency keys from it, so the next form gets other keys.
    if (!record.id && !hasFormId) onChange('request_key', newKey());
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
