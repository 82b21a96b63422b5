import { Counter } from 'prom-client';

const OUTCOMES = ['right', 'wrong', 'unknown', 'refused'] as const;

const logins = new Counter({
  name: 'toodat_logins_total',
  help: 'Login attempts by outcome. refused: by LIMIT_LOGIN or because too many waited; unknown: the check failed.',
  labelNames: ['outcome'] as const,
});

// From 0, so that the first one is an increase.
for (const outcome of OUTCOMES) logins.inc({ outcome }, 0);

export const countLogin = (outcome: (typeof OUTCOMES)[number]): void => logins.inc({ outcome });
