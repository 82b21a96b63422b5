import React, { useState, type FC, type FormEvent } from 'react';
import { Button, FormGroup, Input, Label, MessageBox } from '@adminjs/design-system';
import { ApiClient, useTranslation, type RecordJSON } from 'adminjs';
import type { RevocationPreview } from '../revocation/revocation-preview.js';
import type { ShownFilter } from '../revocation/shown-filters.js';
import { FilterWords } from './filter-words.js';
import { InAppLink } from './in-app-link.js';
import { ReasonInput } from './reason-input.js';
import { requestKeys } from './request-key.js';
import { RevocationCounts } from './revocation-counts.js';

export type Preview = RevocationPreview & {
  filters: readonly ShownFilter[];
  running?: number;
  upTo: number;
  needsNumber: boolean;
};

type Props = {
  preview: Preview;
  /** As query parameters. */
  filters: string;
  resource: string;
  action: string;
  onStarted: (id: number) => void;
};
type Answer = { revocation?: { id: number }; notice?: { message: string }; record?: Pick<RecordJSON, 'errors'> };

/** The preview of a revocation, and the form that starts it. */
export const RevocationForm: FC<Props> = ({ preview, filters, resource, action, onStarted }) => {
  const { translateComponent, translateMessage } = useTranslation();
  const say = (key: string, options: object = {}): string => translateComponent(`RevokeUnused.${key}`, options);
  const [reason, setReason] = useState('');
  const [returns, setReturns] = useState('');
  const [confirmed, setConfirmed] = useState('');
  const [problem, setProblem] = useState('');
  const [sending, setSending] = useState(false);
  const [keys] = useState(requestKeys);
  const isReady = reason.trim() !== '' && returns !== '' && (!preview.needsNumber || confirmed.trim() !== '');

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSending(true);
    setProblem('');
    const fields = { reason, returns_units: returns, confirmed, up_to: String(preview.upTo) };
    const values = JSON.stringify(fields);
    const data = new FormData();
    for (const [name, value] of Object.entries({ ...fields, request_key: keys.of(values) })) data.set(name, value);
    try {
      const params = new URLSearchParams(filters);
      const answer = await new ApiClient().resourceAction({ resourceId: resource, actionName: action, data, params });
      const { revocation, notice, record } = answer.data as Answer;
      if (answer.status < 500) keys.settle(values, revocation !== undefined);
      if (revocation) return onStarted(revocation.id);
      const [first] = Object.values(record?.errors ?? {});
      setProblem(first?.message ?? translateMessage(notice?.message ?? '', resource));
    } catch {
      setProblem(say('unknown'));
    } finally {
      setSending(false);
    }
  };

  return (
    <form onSubmit={(event) => void send(event)}>
      <h3>{say('filter')}</h3>
      <FilterWords resource={resource} filters={preview.filters} />
      <RevocationCounts preview={preview} say={say} />
      {preview.running !== undefined && (
        <MessageBox variant="info" message={say('running')}>
          <InAppLink to={`?run=${preview.running}`}>{say('toRunning')}</InAppLink>
        </MessageBox>
      )}
      {preview.revocable === 0 && !preview.isCapped ? (
        <MessageBox variant="info" message={say('nothing')} />
      ) : (
        <>
          <fieldset>
            <legend>{say('units')}</legend>
            {['true', 'false'].map((value) => (
              <label key={value}>
                <input
                  type="radio"
                  name="returns_units"
                  value={value}
                  required
                  checked={returns === value}
                  onChange={() => setReturns(value)}
                />
                <span>{say(value === 'true' ? 'returnUnits' : 'withdrawUnits')}</span>
              </label>
            ))}
          </fieldset>
          <FormGroup>
            <ReasonInput value={reason} onChange={setReason} />
          </FormGroup>
          {preview.needsNumber && (
            <FormGroup>
              <Label htmlFor="confirmed" required>
                {say('confirm', { count: preview.revocable })}
              </Label>
              <Input
                id="confirmed"
                name="confirmed"
                inputMode="numeric"
                autoComplete="off"
                required
                value={confirmed}
                onChange={(event: { target: { value: string } }) => setConfirmed(event.target.value)}
              />
            </FormGroup>
          )}
          {problem && (
            <p className="problem" role="alert">
              {problem}
            </p>
          )}
          <p className="buttons">
            <Button type="submit" variant="contained" color="danger" disabled={sending || !isReady}>
              {say('start')}
            </Button>
            <InAppLink to={`/admin/resources/${resource}?${filters}`}>{say('toList')}</InAppLink>
          </p>
        </>
      )}
    </form>
  );
};
