import React, { useState, type FC, type FormEvent } from 'react';
import { Box, Button, FormGroup, Input, Label, MessageBox } from '@adminjs/design-system';
import { ApiClient, useNotice, useTranslation, type ActionProps, type RecordJSON } from 'adminjs';
import { InAppLink } from './in-app-link.js';
import { ReasonInput } from './reason-input.js';
import { requestKeys } from './request-key.js';

const STEPS = [-10, -1, 1, 10, 100];

/** The form that adds units to a coupon's stock or removes them, with a reason. */
export const StockAdjustment: FC<ActionProps> = ({ record: initialRecord, resource, action }) => {
  const { translateComponent } = useTranslation();
  const say = (key: string, options: object = {}): string => translateComponent(`StockAdjustment.${key}`, options);
  const notify = useNotice();
  const [record, setRecord] = useState<RecordJSON>(initialRecord!);
  const [delta, setDelta] = useState('');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  const [sending, setSending] = useState(false);
  const [isGone, setGone] = useState(false);
  const [keys] = useState(requestKeys);
  const remaining = Number(record.params['count']);
  const after = remaining + Number(delta);

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSending(true);
    setProblem('');
    const values = JSON.stringify([delta, reason]);
    const data = new FormData();
    data.set('request_key', keys.of(values));
    data.set('delta', delta);
    data.set('reason', reason);
    try {
      const answer = await new ApiClient().recordAction({
        resourceId: resource.id,
        recordId: record.id,
        actionName: action.name,
        data,
      });
      const { record: row, notice } = answer.data;
      if (answer.status >= 500) return setProblem(notice?.message ?? say('failed'));
      keys.settle(values, notice?.type === 'success');
      const error = row.errors?.['delta']?.message ?? row.errors?.['reason']?.message;
      if (error) return setProblem(error);
      // The coupon was deleted: the refusal carries no row.
      if (row.baseError) return setGone(true);
      if (notice) notify(notice);
      if (notice?.type !== 'success') return;
      setRecord(row);
      clearForm();
    } catch {
      setProblem(say('failed'));
    } finally {
      setSending(false);
    }
  };

  const clearForm = (): void => {
    setDelta('');
    setReason('');
  };

  if (isGone) {
    return (
      <Box variant="white">
        <MessageBox variant="danger" message={say('gone')}>
          <InAppLink to="/admin/resources/coupons">{say('toCoupons')}</InAppLink>
        </MessageBox>
      </Box>
    );
  }
  return (
    <Box variant="white">
      <form onSubmit={(event) => void send(event)} className="stock">
        <p className="stock-left">
          <span>{say('remaining')}</span> <strong>{remaining.toLocaleString()}</strong>
        </p>
        <FormGroup error={problem !== ''}>
          <Label htmlFor="delta">{say('delta')}</Label>
          <div className="stock-steps">
            {STEPS.map((step) => (
              <Button
                key={step}
                type="button"
                size="sm"
                variant="light"
                onClick={() => setDelta(String(Number(delta) + step))}
              >
                {step > 0 ? `+${step}` : `−${-step}`}
              </Button>
            ))}
          </div>
          <Input
            id="delta"
            name="delta"
            type="number"
            step={1}
            required
            value={delta}
            onChange={(event: { target: { value: string } }) => setDelta(event.target.value)}
          />
          {problem && (
            <p className="problem" role="alert">
              {problem}
            </p>
          )}
          <p className="hint">{say('help')}</p>
        </FormGroup>
        <FormGroup>
          <ReasonInput value={reason} onChange={setReason} />
        </FormGroup>
        {delta !== '' && Number.isFinite(after) && after >= 0 && (
          <MessageBox size="sm" variant="info" message={say('after', { count: after })} />
        )}
        <p className="buttons">
          <Button type="submit" variant="contained" disabled={sending || !Number(delta) || reason.trim() === ''}>
            {say('apply')}
          </Button>
          <InAppLink to={`/admin/resources/coupons/records/${record.id}/show`}>{say('toLedger')}</InAppLink>
        </p>
      </form>
    </Box>
  );
};
