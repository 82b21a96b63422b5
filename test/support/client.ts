import { Agent, request as sendPlain, type OutgoingHttpHeaders } from 'node:http';
import { Agent as SecureAgent, request as sendSecure } from 'node:https';
import { Answer } from './answer.js';
import { CookieJar } from './cookie-jar.js';

const TIMEOUT_MS = 45_000;

// One for all clients of a spec file: hundreds of requests at once, connections kept.
const agent = new Agent({ keepAlive: true });
const secureAgent = new SecureAgent({ keepAlive: true });

/** `localAddress`: where the requests come from, any of 127.0.0.0/8. `ca`: the certificates that HTTPS is checked by. */
export type Way = { readonly localAddress?: string; readonly ca?: string };
export type Body = { json?: unknown; form?: Record<string, string>; raw?: string | Buffer };

/** An HTTP client with a cookie jar. Follows no redirect, and sends requests as given, valid or not. */
export class Client {
  constructor(
    private readonly baseUrl: () => string,
    readonly cookies = new CookieJar(),
    private readonly way: Way = {},
  ) {}

  /** The same browser, cookies included, in front of another process of the service. */
  at(server: { readonly baseUrl: string }): Client {
    return new Client(() => server.baseUrl, this.cookies, this.way);
  }

  get(path: string, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
    return this.request('GET', path, {}, headers);
  }

  post(path: string, json: unknown = {}, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
    return this.request('POST', path, { json }, headers);
  }

  /** As a browser posts a page's own form without scripting. */
  form(path: string, fields: Record<string, string>, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
    return this.request('POST', path, { form: fields }, { origin: this.baseUrl(), ...headers });
  }

  request(method: string, path: string, body: Body = {}, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
    const [type, content] = encoded(body);
    const { protocol, hostname, port } = new URL(this.baseUrl());
    const isSecure = protocol === 'https:';
    const send = isSecure ? sendSecure : sendPlain;
    return new Promise((resolve, reject) => {
      const request = send({
        agent: isSecure ? secureAgent : agent,
        ...this.way,
        hostname,
        port,
        method,
        path,
        headers: {
          ...(type && { 'content-type': type }),
          ...(content !== undefined && { 'content-length': Buffer.byteLength(content) }),
          ...this.cookies.header(),
          ...headers,
        },
      });
      request.setTimeout(TIMEOUT_MS, () => request.destroy(new Error(`${method} ${path}: no answer`)));
      request.once('error', reject);
      request.once('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          this.cookies.take(response.headers['set-cookie'] ?? []);
          resolve(new Answer(response.statusCode ?? 0, response.headers, Buffer.concat(chunks).toString()));
        });
      });
      request.end(content);
    });
  }
}

function encoded({ json, form, raw }: Body): [type: string | undefined, content: string | Buffer | undefined] {
  if (form) return ['application/x-www-form-urlencoded', new URLSearchParams(form).toString()];
  if (raw !== undefined) return ['application/json', raw];
  return json === undefined ? [undefined, undefined] : ['application/json', JSON.stringify(json)];
}
