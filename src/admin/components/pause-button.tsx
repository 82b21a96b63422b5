import React, { type FC } from 'react';
import { ActionButton, useResource } from 'adminjs';
import { useMayRun } from './may-run.js';
import type { Say } from './say.js';

type Props = { id: number; isPaused: boolean; say: Say; onChange: () => void };

/** Pauses or resumes an event after a confirmation. */
export const PauseButton: FC<Props> = ({ id, isPaused, say, onChange }) => {
  const name = isPaused ? 'resume' : 'pause';
  const may = useMayRun();
  const action = useResource('coupons')?.actions.find((one) => one.name === name);
  if (!action || !may('coupons', name)) return null;
  return (
    <ActionButton action={action} resourceId="coupons" recordId={String(id)} actionPerformed={onChange}>
      <button type="button" className="plain-button">
        {say(name)}
      </button>
    </ActionButton>
  );
};
