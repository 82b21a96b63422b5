import React, { type FC } from 'react';
import { Box, Loader } from '@adminjs/design-system';
import { useTranslation, type ActionProps } from 'adminjs';
import { InAppLink } from './in-app-link.js';
import { Label } from './label.js';
import { LiveChart } from './live-chart.js';
import { isStale, LiveConnection } from './live-connection.js';
import { LiveFigures, Refusals } from './live-figures.js';
import { useLive, useNow } from './live-hooks.js';
import { secondsOf } from './live-series.js';
import { Countdown, LiveTimes } from './live-times.js';
import { useMayRun } from './may-run.js';
import { PauseButton } from './pause-button.js';
import type { Say } from './say.js';

const EVERY_MS = 1_000;

/** The page with the live view of one event. */
export const LiveView: FC<ActionProps> = ({ record }) => {
  const { translateComponent } = useTranslation();
  const say: Say = (key, options = {}) => translateComponent(`LiveView.${key}`, options);
  const id = Number(record!.id);
  const [state, ask] = useLive(id, EVERY_MS);
  const [now, may] = [useNow(), useMayRun()];
  const { snapshot, points, aheadMs } = state;
  const connection = <LiveConnection state={state} now={now} ask={ask} say={say} />;
  if (!snapshot) {
    return <Box variant="white">{state.connection === 'loading' ? <Loader /> : connection}</Box>;
  }
  const { since, until, state: event, isHidden, isPaused } = snapshot;
  const times = { snapshot, now: now + aheadMs, say };
  const page = `/admin/resources/coupons/records/${id}`;
  return (
    <Box variant="white" className={isStale(state, now) ? 'live live-is-stale' : 'live'}>
      <header className="live-head">
        <p>
          <Label of="state" value={event} /> {isHidden && <Label of="is_hidden" value="true" />}
        </p>
        <Countdown {...times} />
        <p className="live-actions">
          <PauseButton id={id} isPaused={isPaused} say={say} onChange={ask} />
          {may('coupons', 'adjustStock') && <InAppLink to={`${page}/adjustStock`}>{say('adjustStock')}</InAppLink>}
          <InAppLink to={`${page}/show`}>{say('details')}</InAppLink>
        </p>
        {connection}
      </header>
      <LiveFigures snapshot={snapshot} say={say} />
      <LiveChart seconds={secondsOf(points, since, until)} until={until} say={say} />
      <Refusals snapshot={snapshot} say={say} />
      <LiveTimes {...times} />
    </Box>
  );
};
