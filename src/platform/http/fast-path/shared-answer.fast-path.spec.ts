import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { FastPathReply } from './fast-path-reply.js';
import { SharedAnswerFastPath } from './shared-answer.fast-path.js';
import { sharedAnswer } from '../shared-answer.js';

const answer = sharedAnswer([]);
const lane = new SharedAnswerFastPath((path) => {
  if (path === '/work/') return () => Promise.resolve(answer);
  return path === '/gone/' ? () => Promise.reject(new Error('gone')) : undefined;
});

const request = (url: string, method = 'GET', headers: IncomingHttpHeaders = {}): IncomingMessage =>
  ({ url, method, headers }) as IncomingMessage;

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'if-modified-since': new Date(0).toUTCString() };

describe('ReadingLane', () => {
  it.each([
    request('/work/'),
    request('/work/?utm_source=kakao'),
    request('/work/?'),
    request('/work/?a=/work/?b'),
    request('/work/', 'HEAD'),
    request('/work/', 'GET', BROWSER),
    request('/work/', 'GET', { 'content-length': '0' }),
  ])('takes what browsers, crawlers and scripts send (%#)', (ordinary) => {
    expect(lane.takes(ordinary)).toBe(true);
  });

  it.each([
    request('/other/'),
    request('/other/?/work/'),
    request('/work/', 'POST'),
    request('/work/', 'GET', { 'content-length': '2' }),
    request('/work/', 'GET', { 'transfer-encoding': 'chunked' }),
  ])('leaves the rest to Express (%#)', (unusual) => {
    expect(lane.takes(unusual)).toBe(false);
  });

  it.each([
    [BROWSER, 'express'],
    [{}, 'lane'],
  ])('lets Express show a browser what is wrong (%#)', async (headers, expected) => {
    const by = await new Promise((resolve) => {
      const reply = { error: () => resolve('lane'), leaveToExpress: () => resolve('express') };
      lane.serve(request('/gone/', 'GET', headers), reply as unknown as FastPathReply);
    });
    expect(by).toBe(expected);
  });
});
