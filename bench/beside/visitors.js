import { Agent, get, request } from 'node:http';

const LINE_FEED = 0x0a;

/** Sends requests that are not measured. Each visitor waits for the response before the next request. */
export class Visitors {
  agent = new Agent({ keepAlive: true });
  /** Number of responses by status, and the longest response time. */
  statuses = {};
  longestMs = 0;
  isStopped = false;
  timers = [];

  constructor(port) {
    this.port = port;
  }

  /** @param {number} count number of visitors @param {string | (() => string)} path the path, or a function that returns the next one */
  keepRequesting(count, path, how) {
    const again = () => {
      if (!this.isStopped) void this.send(typeof path === 'string' ? path : path(), how).then(again);
    };
    for (let visitor = 0; visitor < count; visitor++) again();
  }

  /** Downloads a file again and again, without storing it, and counts its lines. */
  keepDownloading(path, headers) {
    const again = () => {
      if (this.isStopped) return;
      const options = { agent: this.agent, host: '127.0.0.1', port: this.port, path, headers };
      get(options, (response) => {
        this.count(response.statusCode);
        response.on('data', (part) => this.count('lines', part.filter((byte) => byte === LINE_FEED).length));
        response.on('error', () => undefined).on('close', again);
      }).on('error', (error) => this.count(error.code));
    };
    again();
  }

  count(outcome, by = 1) {
    this.statuses[outcome] = (this.statuses[outcome] ?? 0) + by;
  }

  /** Requests a path at fixed intervals, whether or not the previous response has come. */
  requestEvery(ms, path, how) {
    this.timers.push(setInterval(() => void this.send(path, how), ms));
  }

  /** Sends one request. @returns {Promise<string>} the body, empty after an error; never rejects */
  send(path, { method = 'GET', headers = {}, body } = {}) {
    const startedAt = performance.now();
    return new Promise((resolve) => {
      const done = (status, text = '') => {
        this.count(status);
        this.longestMs = Math.max(this.longestMs, performance.now() - startedAt);
        resolve(text);
      };
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const options = { agent: this.agent, host: '127.0.0.1', port: this.port, method, path };
      request({ ...options, headers: { ...headers, ...length } }, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part)).on('end', () => done(response.statusCode, String(parts)));
      })
        .on('error', (error) => done(error.code))
        .end(body);
    });
  }

  stop() {
    this.isStopped = true;
    this.timers.forEach(clearInterval);
    this.agent.destroy();
  }
}
