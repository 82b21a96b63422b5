import { startServer, type RunningServer } from './support/server.js';

const warnings = ({ output }: RunningServer): number => output.split('A request has forwarding headers').length - 1;

describe('Forwarding headers', () => {
  it('that no trusted proxy sets cause one warning, on the fast path and in Express', async () => {
    const server = await startServer({ database: 'sqlite' });
    await server.client().get('/work/');
    expect(warnings(server)).toBe(0);
    for (const path of ['/work/', '/login-page/', '/healthz']) {
      await server.client().get(path, { 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'https' });
    }
    await server.stop();
    expect(warnings(server)).toBe(1);
  });

  it('of a trusted proxy cause no warning', async () => {
    const server = await startServer({ database: 'sqlite', env: { TRUSTED_PROXIES: '1' } });
    await server.client().get('/work/', { 'x-forwarded-for': '192.0.2.1' });
    await server.stop();
    expect(warnings(server)).toBe(0);
  });
});
