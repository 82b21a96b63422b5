import React, { type FC } from 'react';
import { Input, Label } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';

type Props = { value: string; onChange: (value: string) => void };

/** The required field in which the operator says why. */
export const ReasonInput: FC<Props> = ({ value, onChange }) => {
  const { translateComponent } = useTranslation();
  return (
    <>
      <Label htmlFor="reason" required>
        {translateComponent('ReasonForm.reason')}
      </Label>
      <Input
        id="reason"
        name="reason"
        required
        maxLength={200}
        autoComplete="off"
        aria-describedby="reason-help"
        value={value}
        onChange={(event: { target: { value: string } }) => onChange(event.target.value)}
      />
      <p className="hint" id="reason-help">
        {translateComponent('ReasonForm.help')}
      </p>
    </>
  );
};
