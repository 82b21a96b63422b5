/** Liveness: answered by `HealthController` and `HealthFastPath`. */
export const HEALTH_PATH = '/healthz';

/** Readiness: answered by `ReadinessController` and `HealthFastPath`. */
export const READINESS_PATH = '/readyz';

/** Whether a path is one of the two, with or without a trailing slash. The query must be removed. */
export const isHealthCheck = (path: string): boolean => isLiveness(path) || isRoute(path, READINESS_PATH);

export const isLiveness = (path: string): boolean => isRoute(path, HEALTH_PATH);

const isRoute = (path: string, route: string): boolean => path === route || path === `${route}/`;
