import { Agent, request } from 'node:http';

/** Requests beside the measured ones, by visitors who each wait for an answer before they ask again. */
export class Visitors {
  agent = new Agent({ keepAlive: true });
  /** How many answers of each status came, and how long the longest took. */
  statuses = {};
  longestMs = 0;
  isStopped = false;

  constructor(port) {
    this.port = port;
  }

  /** @param {number} count of visitors @param {string | (() => string)} path of each request, or of the next one */
  keepAsking(count, path, how) {
    const again = () => {
      if (!this.isStopped) void this.ask(typeof path === 'string' ? path : path(), how).then(again);
    };
    for (let visitor = 0; visitor < count; visitor++) again();
  }

  /** @returns {Promise<string>} the body; never rejects */
  ask(path, { method = 'GET', headers = {}, body } = {}) {
    const startedAt = performance.now();
    return new Promise((resolve) => {
      const done = (status, text = '') => {
        this.statuses[status] = (this.statuses[status] ?? 0) + 1;
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
    this.agent.destroy();
  }
}
