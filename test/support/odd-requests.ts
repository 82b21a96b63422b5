import fc from 'fast-check';

/** What one request is made of; the same one goes to both servers, each time from a member who did nothing before. */
export type OddRequest = {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly cookie: string;
  readonly body: Buffer;
  readonly framing: 'length' | 'chunked' | 'none';
  readonly cuts: readonly number[];
};

const methods = ['GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE'];
const presses = ['/couponuser/', '/couponuser', '/couponuser/?a=1', '/COUPONUSER/'];
const reads = [
  '/work/',
  '/work',
  '/work/?a=1',
  '/WORK/',
  '//work/',
  '/coupon/1/',
  '/coupon/99/',
  '/coupon/0/',
  '/coupon/01/',
  '/event/',
  '/event',
  '/event/?utm=b',
  '/healthz',
  '/healthz?a=1',
  '/admin/api/live',
  '/admin/api/live?coupon=1',
];
const accepts = [
  '*/*',
  'application/json',
  'text/html',
  'application/xhtml+xml, text/html',
  'text/*',
  'application/json;q=0.1, text/html',
  'application/json, text/html;q=0.1',
  'image/png',
  '',
  'TEXT/HTML',
  'text/html;q=0',
  'application/*;q=0.2, */*;q=0.5',
  ',,',
  'application/json, text/plain, */*',
];
const types = [
  'application/json',
  'Application/JSON',
  'application/json; charset=utf-8',
  'application/json;charset=UTF-8',
  'application/json; charset="utf-8"',
  'application/json; charset=utf-16',
  'application/json; charset=latin1',
  'application/json;',
  'text/plain',
  '',
  'application/jsonx',
  'application/problem+json',
  'application/x-www-form-urlencoded',
];
const cookies = [
  'sessionid=@',
  'sessionid="@"',
  ' sessionid = @ ',
  'a=b; sessionid=@',
  'sessionid=x; sessionid=@',
  'sessionid=@; sessionid=x',
  'sessionid="@',
  'sessionid=%22@%22',
  'SESSIONID=@',
  'sessionid=@x',
  'sessionid=',
  '',
  '=;;sessionid=@;',
  '__proto__=1; sessionid=@',
  'sessionid=%',
  'sessionid=@;\tb="c;d"',
  '"sessionid"=@',
];
const bodies = [
  '{"coupon":1,"work":1}',
  '\ufeff{"coupon":1,"work":1}',
  '\ufeff\ufeff{"coupon":1,"work":1}',
  ' {"coupon":"1","work":" 1 "} ',
  '{"coupon":1,"coupon":2,"work":1}',
  '{"coupon":1,"work":1}\n',
  '{"coupon":1,"work":1}x',
  '',
  ' ',
  'null',
  '[]',
  '"\\ud800"',
  '{"coupon":1e0,"work":1.0}',
  '{"coupon":1,"work":99}',
  '{"__proto__":{"coupon":1},"work":1}',
  '\u0000',
  '{"coupon":"１","work":1}',
  '{"coupon":1,"work":true}',
];

const oneOf = (values: readonly string[]) => fc.constantFrom(...values);
const usually = <T>(value: NoInfer<T>, other: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(value), weight: 3 }, { arbitrary: other, weight: 2 });
const cased = (name: string) => fc.constantFrom(name, name.toUpperCase(), name.toLowerCase());
const header = (name: string, values: readonly string[]) => fc.tuple(cased(name), oneOf(values));

const headers = fc.array(
  fc.oneof(
    header('Accept', accepts),
    header('Content-Type', types),
    header('Content-Encoding', ['identity', 'gzip', 'rot13', '']),
    header('If-None-Match', ['*', '"x"', 'W/"x"', ',', '']),
    header('If-Modified-Since', ['Thu, 01 Jan 1970 00:00:00 GMT', 'tomorrow']),
    header('Origin', ['null', 'http://evil.example', 'http://@']),
    header('Sec-Fetch-Site', ['same-origin', 'cross-site', 'none', 'x']),
    header('Host', ['evil.example', '@', '']),
    header('Range', ['bytes=0-3', 'x']),
    header('Connection', ['close', 'keep-alive']),
    header('Upgrade', ['h2c']),
    header('X-HTTP-Method-Override', ['DELETE']),
    header('X-Forwarded-For', ['1.2.3.4']),
    header('Accept-Language', ['en', 'ko', 'en;q=0.1, ko', 'x']),
    header('X-Odd', ['\xff', 'a\tb', 'x'.repeat(2_000)]),
  ),
  { maxLength: 4 },
);

/** What each path is usually asked for, and now and then anything. */
const addresses = fc.oneof(
  { arbitrary: fc.record({ method: fc.constant('POST'), target: oneOf(presses) }), weight: 5 },
  { arbitrary: fc.record({ method: oneOf(['GET', 'GET', 'HEAD']), target: oneOf(reads) }), weight: 5 },
  { arbitrary: fc.record({ method: oneOf(methods), target: oneOf([...presses, ...reads]) }), weight: 2 },
);

const details = fc.record({
  headers: usually([], headers),
  cookie: usually('sessionid=@', oneOf(cookies)),
  body: fc.oneof(
    { arbitrary: oneOf(bodies).map((text) => Buffer.from(text)), weight: 4 },
    { arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)), weight: 1 },
  ),
  framing: fc.constantFrom<OddRequest['framing'][]>('length', 'length', 'length', 'chunked', 'none'),
  cuts: fc.array(fc.nat(400), { maxLength: 2 }),
});

export const oddRequests: fc.Arbitrary<OddRequest> = fc
  .tuple(addresses, details)
  .map(([address, detail]) => ({ ...address, ...detail }));

const plain = {
  headers: [],
  cookie: 'sessionid=@',
  body: Buffer.from('{"coupon":1,"work":1}'),
  framing: 'length',
  cuts: [],
} as const;

/** Where the paths differed once; asked each time. */
export const FORMER_DIFFERENCES: readonly OddRequest[] = [
  { ...plain, method: 'POST', target: '/couponuser/' },
  { ...plain, method: 'POST', target: '/couponuser/', body: Buffer.from('\ufeff{"coupon":1,"work":1}') },
  { ...plain, method: 'POST', target: '/couponuser/', cookie: 'sessionid="@"' },
  { ...plain, method: 'POST', target: '/couponuser/', cookie: 'sessionid=%22@%22' },
  { ...plain, method: 'GET', target: '/coupon/99/', headers: [['Accept', 'application/xhtml+xml, text/html']] },
  { ...plain, method: 'GET', target: '/coupon/99/', headers: [['Accept', 'application/json, text/html;q=0.1']] },
  { ...plain, method: 'GET', target: '/coupon/99/', headers: [['Accept', 'text/*']] },
  { ...plain, method: 'GET', target: '/event/', cookie: 'sessionid="@"' },
];
