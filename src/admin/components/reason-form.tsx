import React, { useState, type FC, type FormEvent } from 'react';
import { Box, Button, FormGroup, MessageBox } from '@adminjs/design-system';
import { ApiClient, useNotice, useTranslation, type ActionProps } from 'adminjs';
import { useNavigate } from 'react-router-dom';
import { InAppLink } from './in-app-link.js';
import { ReasonInput } from './reason-input.js';

/** Asks for the reason of an act on one row, sends both, and shows the row. */
export const ReasonForm: FC<ActionProps> = ({ record, resource, action }) => {
  const { translateComponent, translateAction } = useTranslation();
  const say = (key: string): string => translateComponent(`ReasonForm.${key}`);
  const notify = useNotice();
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  const [sending, setSending] = useState(false);
  const row = `/admin/resources/${resource.id}/records/${record!.id}/show`;

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSending(true);
    setProblem('');
    const data = new FormData();
    data.set('reason', reason);
    const names = { resourceId: resource.id, recordId: record!.id, actionName: action.name };
    try {
      const { notice, record: answered } = (await new ApiClient().recordAction({ ...names, data })).data;
      if (notice?.type !== 'success') {
        return setProblem(answered?.errors?.['reason']?.message ?? notice?.message ?? say('failed'));
      }
      notify(notice);
      navigate(row);
    } catch {
      setProblem(say('failed'));
    } finally {
      setSending(false);
    }
  };

  return (
    <Box variant="white">
      <form onSubmit={(event) => void send(event)} className="stock">
        <MessageBox size="sm" variant={action.variant === 'danger' ? 'danger' : 'info'} message={say(action.name)} />
        <FormGroup error={problem !== ''}>
          <ReasonInput value={reason} onChange={setReason} />
          {problem && (
            <p className="problem" role="alert">
              {problem}
            </p>
          )}
        </FormGroup>
        <p className="buttons">
          <Button
            type="submit"
            variant="contained"
            color={action.variant === 'danger' ? 'danger' : 'primary'}
            disabled={sending || reason.trim() === ''}
          >
            {translateAction(action.label, resource.id)}
          </Button>
          <InAppLink to={row}>{say('cancel')}</InAppLink>
        </p>
      </form>
    </Box>
  );
};
