const TRIAL = 'This is a trial: only localhost is answered. For production, set SECRET_KEY and ALLOWED_HOSTS.';

/** Prints the addresses of the service's pages. Must be called only when the service accepts requests. */
export function announce(url: string, { trial }: { readonly trial: boolean }): void {
  const at = url.replace(/\/\/(127\.0\.0\.1|0\.0\.0\.0|\[::1?\])(?=:|$)/, '//localhost');
  const lines = [`Toodat is ready: ${at}/event/ · ${at}/signup-page/ · ${at}/admin/`];
  // After the addresses, so that nobody takes a trial for a service that others can use.
  if (trial) lines.push(TRIAL);
  process.stdout.write(`${lines.join('\n')}\n`);
}
