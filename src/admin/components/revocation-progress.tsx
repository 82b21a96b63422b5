import React, { useEffect, useState, type FC } from 'react';
import { Button, MessageBox } from '@adminjs/design-system';
import { ApiClient, useTranslation } from 'adminjs';
import type { PresentedRevocation } from '../revocation/revocation.presenter.js';
import { FilterWords } from './filter-words.js';
import { InAppLink } from './in-app-link.js';

const POLL_MS = 1_000;
const VARIANTS = { completed: 'success', cancelled: 'info', failed: 'danger' } as const;

type Answer = { revocation?: PresentedRevocation; notice?: { message: string } };

/** The progress of a revocation, its result, and the button that cancels it. */
export const RevocationProgress: FC<{ id: string; resource: string }> = ({ id, resource }) => {
  const { translateComponent, translateMessage } = useTranslation();
  const say = (key: string, options: object = {}): string => translateComponent(`RevokeUnused.${key}`, options);
  const [run, setRun] = useState<PresentedRevocation>();
  const [problem, setProblem] = useState('');
  const [sending, setSending] = useState(false);
  const isRunning = run === undefined || run.state === 'running';

  const take = ({ data }: { data: unknown }): void => {
    const { revocation, notice } = data as Answer;
    setProblem(revocation ? '' : translateMessage(notice?.message ?? '', resource));
    if (revocation) setRun(revocation);
  };

  useEffect(() => {
    if (!isRunning) return;
    const ask = (): void =>
      void new ApiClient()
        .resourceAction({ resourceId: resource, actionName: 'revocation', params: { id } })
        .then(take, () => setProblem(say('noProgress')));
    ask();
    const timer = setInterval(ask, POLL_MS);
    return () => clearInterval(timer);
  }, [id, isRunning]);

  const cancel = async (): Promise<void> => {
    if (!window.confirm(say('confirmCancel'))) return;
    setSending(true);
    const data = new FormData();
    data.set('id', id);
    await new ApiClient()
      .resourceAction({ resourceId: resource, actionName: 'cancelRevocation', data })
      .then(take, () => setProblem(say('noProgress')));
    setSending(false);
  };

  const history = new URLSearchParams({ 'filters.target_kind': 'revocation', 'filters.target_id': id });
  return (
    <>
      {problem && <MessageBox variant="danger" message={problem} />}
      {run && (
        <>
          <h3>{say('filter')}</h3>
          <FilterWords resource={resource} filters={run.filters} />
          <p>
            {say('reason')}: <bdi>{run.reason}</bdi> · {say(run.returnsUnits ? 'returnUnits' : 'withdrawUnits')}
          </p>
          <progress value={run.part} aria-label={say('progress')} />
          <p role="status" className="revocation-status">
            {say(run.expected === null ? 'done' : 'doneOf', counts(run))}
          </p>
          {run.state === 'running' ? (
            <p className="buttons">
              <Button type="button" variant="outlined" color="danger" disabled={sending} onClick={() => void cancel()}>
                {say('cancel')}
              </Button>
              <span className="hint">{say('mayLeave')}</span>
            </p>
          ) : (
            <MessageBox variant={VARIANTS[run.state]} message={say(run.state === 'failed' ? 'brokenOff' : run.state)}>
              {say('result', counts(run))}
            </MessageBox>
          )}
          <p className="buttons">
            <InAppLink to={`/admin/resources/${resource}?${addressOf(run)}`}>{say('toList')}</InAppLink>
            <InAppLink to={`/admin/resources/history?${history.toString()}`}>{say('toHistory')}</InAppLink>
          </p>
        </>
      )}
    </>
  );
};

const counts = ({ revoked, unitsReturned, untouched, expected }: PresentedRevocation): Record<string, string> => ({
  revoked: revoked.toLocaleString(),
  units: unitsReturned.toLocaleString(),
  untouched: untouched.toLocaleString(),
  expected: (expected ?? 0).toLocaleString(),
});

const addressOf = ({ filters }: PresentedRevocation): string =>
  new URLSearchParams(
    filters.map(({ name, end, value }) => [`filters.${name}${end ? `~~${end}` : ''}`, value]),
  ).toString();
