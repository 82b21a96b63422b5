import { isLocalHost, type Settings } from '../config/settings.js';

const TRIAL = 'This is a trial: only localhost is answered. For production, set SECRET_KEY and ALLOWED_HOSTS.';

/**
 * Prints the addresses of the service's pages, or if they are refused by the name `localhost`, where it listens and by which names
 * it answers. Must be called only when the service accepts requests.
 */
export function announce(url: string, { trial, allowedHosts }: Pick<Settings, 'trial' | 'allowedHosts'>): void {
  const at = url.replace(/\/\/(127\.0\.0\.1|0\.0\.0\.0|\[::1?\])(?=:|$)/, '//localhost');
  const isAnswered = allowedHosts.some((name) => name === '*' || isLocalHost(name));
  const pages = `${at}/event/ · ${at}/signup-page/ · ${at}/admin/`;
  const names = `${at}/ answers requests for the names in ALLOWED_HOSTS only: ${allowedHosts.join(', ')}`;
  const lines = [`Toodat is ready: ${isAnswered ? pages : names}`];
  // After the addresses, so that nobody takes a trial for a service that others can use.
  if (trial) lines.push(TRIAL);
  process.stdout.write(`${lines.join('\n')}\n`);
}
