/** Liveness: answered by `HealthController` and `HealthFastPath`. */
export const HEALTH_PATH = '/healthz';

/** Readiness: answered by `ReadinessController` and `HealthFastPath`. */
export const READINESS_PATH = '/readyz';

// Sets, because the fast path looks at the path of every GET request.
const LIVENESS = new Set([HEALTH_PATH, `${HEALTH_PATH}/`]);
const HEALTH_CHECKS = new Set([...LIVENESS, READINESS_PATH, `${READINESS_PATH}/`]);

/** Whether a path is one of the two, with or without a trailing slash. The query must be removed. */
export const isHealthCheck = (path: string): boolean => HEALTH_CHECKS.has(path);

export const isLiveness = (path: string): boolean => LIVENESS.has(path);
