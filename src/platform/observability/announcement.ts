/** Prints the addresses of the service's pages. Must be called only when the service accepts requests. */
export function announce(url: string): void {
  const at = url.replace(/\/\/(127\.0\.0\.1|0\.0\.0\.0|\[::1?\])(?=:|$)/, '//localhost');
  process.stdout.write(`Toodat is ready: ${at}/event/ · ${at}/signup-page/ · ${at}/admin/\n`);
}

/** Written after the addresses, so that nobody takes a trial for a service that others can use. */
export function announceTrial(): void {
  process.stdout.write(
    'This is a trial: only localhost is answered. For production, set SECRET_KEY and ALLOWED_HOSTS.\n',
  );
}
