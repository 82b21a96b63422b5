import React, { useState, type FC } from 'react';
import { Box, Button, MessageBox } from '@adminjs/design-system';
import { ApiClient, useTranslation, type ActionProps } from 'adminjs';
import { MAX_CSV_BYTES } from '../../work/import/max-csv-bytes.js';
import type { PresentedPlan } from '../action/import-plan.presenter.js';
import { InAppLink } from './in-app-link.js';
import { PlanTables } from './plan-tables.js';

type Answer = { plan?: PresentedPlan; notice?: { message: string; type?: string } };

/** Imports works from a CSV file: choose a file, check the preview, then add the works. */
export const WorksImport: FC<ActionProps> = ({ resource, action }) => {
  const { translateComponent, translateMessage } = useTranslation();
  const say = (key: string, options: object = {}): string => translateComponent(`WorksImport.${key}`, options);
  const [csv, setCsv] = useState('');
  const [name, setName] = useState('');
  const [plan, setPlan] = useState<PresentedPlan>();
  const [added, setAdded] = useState<number>();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const [skipRefused, setSkipRefused] = useState(false);

  const send = async (step: 'preview' | 'apply', csv: string): Promise<void> => {
    setBusy(true);
    setProblem('');
    const data = new FormData();
    for (const [name, value] of Object.entries({ step, csv, skip_refused: String(skipRefused) })) data.set(name, value);
    try {
      const answer = (await new ApiClient().resourceAction({ resourceId: resource.id, actionName: action.name, data }))
        .data as Answer;
      if (!answer.plan) return setProblem(translateMessage(answer.notice?.message ?? '', resource.id));
      setPlan(answer.plan);
      if (step === 'apply') setAdded(answer.plan.newTitles.count);
    } catch {
      setProblem(say('failed'));
    } finally {
      setBusy(false);
    }
  };

  const choose = async (file: File | undefined): Promise<void> => {
    reset();
    if (!file) return;
    setName(file.name);
    if (file.size > MAX_CSV_BYTES) return setProblem(say('tooLarge'));
    const chosen = base64(new Uint8Array(await file.arrayBuffer()));
    setCsv(chosen);
    await send('preview', chosen);
  };

  const reset = (): void => {
    setName('');
    setPlan(undefined);
    setAdded(undefined);
    setProblem('');
    setSkipRefused(false);
  };

  const refused = plan?.refused.count ?? 0;
  const ready = plan !== undefined && plan.newTitles.count > 0 && (refused === 0 || skipRefused);
  return (
    <Box variant="white">
      <div className="import">
        <p>{say('help')}</p>
        <label className="file">
          <span>{say('choose')}</span>
          <input
            type="file"
            accept=".csv,text/csv"
            disabled={busy}
            onClick={(event) => (event.currentTarget.value = '')}
            onChange={(event) => void choose(event.currentTarget.files?.[0])}
          />
        </label>
        <p className="hint">
          {say('limit')}
          {name && ` · ${name}`}
        </p>
        <div aria-live="polite">
          {busy && <p>{say('reading')}</p>}
          {problem && <MessageBox variant="danger" message={problem} />}
          {added !== undefined && (
            <MessageBox variant="success" message={say('applied', { count: added })}>
              <InAppLink to="/admin/resources/works">{say('toWorks')}</InAppLink>
            </MessageBox>
          )}
          {plan && added === undefined && (
            <>
              <PlanTables plan={plan} say={say} />
              {refused > 0 && plan.newTitles.count > 0 && (
                <label className="skip">
                  <input
                    type="checkbox"
                    checked={skipRefused}
                    onChange={(event) => setSkipRefused(event.target.checked)}
                  />
                  {say('skipRefused', { count: refused })}
                </label>
              )}
              {plan.newTitles.count === 0 && <MessageBox variant="info" message={say('nothingToDo')} />}
              <p className="buttons">
                <Button variant="contained" disabled={busy || !ready} onClick={() => void send('apply', csv)}>
                  {say('apply', { count: plan.newTitles.count })}
                </Button>
              </p>
            </>
          )}
        </div>
      </div>
    </Box>
  );
};

/** In chunks, because the number of arguments of a call is limited. */
function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
}
