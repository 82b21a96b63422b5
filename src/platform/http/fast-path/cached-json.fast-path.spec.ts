import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { FastPathReply } from './fast-path-reply.js';
import { CachedJsonFastPath } from './cached-json.fast-path.js';
import { cachedJson, type CachedJson } from '../../cache/cached-json.js';

const json = cachedJson([]);
class WorksFastPath extends CachedJsonFastPath {
  protected override find(path: string): (() => Promise<CachedJson>) | undefined {
    if (path === '/work/') return () => Promise.resolve(json);
    return path === '/gone/' ? () => Promise.reject(new Error('gone')) : undefined;
  }
}

const fastPath = new WorksFastPath();

const request = (url: string, method = 'GET', headers: IncomingHttpHeaders = {}): IncomingMessage =>
  ({ url, method, headers }) as IncomingMessage;

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'if-modified-since': new Date(0).toUTCString() };

describe('CachedJsonFastPath', () => {
  it.each([
    request('/work/'),
    request('/work/?utm_source=kakao'),
    request('/work/?'),
    request('/work/?a=/work/?b'),
    request('/work/', 'HEAD'),
    request('/work/', 'GET', BROWSER),
    request('/work/', 'GET', { 'content-length': '0' }),
  ])('takes what browsers, crawlers and scripts send (%#)', (ordinary) => {
    expect(fastPath.matches(ordinary)).toBe(true);
  });

  it.each([
    request('/other/'),
    request('/other/?/work/'),
    request('/work/', 'POST'),
    request('/work/', 'GET', { 'content-length': '2' }),
    request('/work/', 'GET', { 'transfer-encoding': 'chunked' }),
  ])('leaves the rest to Express (%#)', (unusual) => {
    expect(fastPath.matches(unusual)).toBe(false);
  });

  it.each([
    [BROWSER, 'express'],
    [{}, 'fast path'],
  ])('lets Express show a browser what is wrong (%#)', async (headers, expected) => {
    const by = await new Promise((resolve) => {
      const reply = { error: () => resolve('fast path'), leaveToExpress: () => resolve('express') };
      fastPath.serve(request('/gone/', 'GET', headers), reply as unknown as FastPathReply);
    });
    expect(by).toBe(expected);
  });
});
