import { Counter } from 'prom-client';

const logins = new Counter({
  name: 'toodat_logins_total',
  help: 'Login attempts by outcome. refused: by LIMIT_LOGIN or because too many waited; unknown: the check failed.',
  labelNames: ['outcome'] as const,
});

export const countLogin = (outcome: 'right' | 'wrong' | 'unknown' | 'refused'): void => logins.inc({ outcome });
