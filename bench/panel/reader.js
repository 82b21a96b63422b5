import { Agent, request } from 'node:http';
import { multipart } from '../load/multipart.js';
import { Meter } from '../meters/meter.js';
import { median } from '../report/statistics.js';
import { isExport, labelOf } from './addresses.js';

const INTERVAL_MS = 1_000;
const FINDINGS = 3;

/**
 * Requests each address once a second, as the browser of an operator. The requests are evenly distributed over the second. An
 * export is requested once, and cut off at the end.
 */
export class PanelReader {
  agent = new Agent({ keepAlive: true });
  timers = [];
  downloads = new Set();
  times = [];
  findings = [];

  constructor(port, cookie, addresses, pids) {
    this.port = port;
    this.cookie = cookie;
    this.addresses = addresses;
    this.pids = pids;
  }

  /** Requests each address alone, one request after the other. @returns times and CPU time of the server in milliseconds */
  async alone(times) {
    const all = [];
    for (const address of this.addresses) {
      await this.ask(address);
      const meter = new Meter({ all: this.pids });
      meter.start();
      const taken = [];
      for (let time = 0; time < times; time++) taken.push(await this.ask(address));
      const { cpuSeconds } = meter.stop();
      const cpuMs = cpuSeconds === undefined ? undefined : (1000 * cpuSeconds.all) / times;
      all.push({ address: labelOf(address), medianMs: median(taken), mostMs: Math.max(...taken), cpuMs });
    }
    return all;
  }

  start() {
    this.times = [];
    for (const address of this.addresses.filter(isExport)) this.download(address);
    const repeated = this.addresses.filter((address) => !isExport(address));
    repeated.forEach((address, place) => {
      const begin = setTimeout(
        () => {
          const again = () => void this.ask(address).then((ms) => this.times.push(ms));
          again();
          this.timers.push(setInterval(again, INTERVAL_MS));
        },
        (place * INTERVAL_MS) / repeated.length,
      );
      this.timers.push(begin);
    });
  }

  stop() {
    for (const timer of this.timers.splice(0)) clearInterval(timer);
    const downloads = [...this.downloads];
    this.downloads.clear();
    for (const download of downloads) download.destroy();
  }

  /** @returns number and median time of the requests, and the errors, since the last call */
  taken() {
    const [times, findings] = [this.times, this.findings];
    this.times = [];
    this.findings = [];
    return { asked: times.length, panelMs: median(times), findings: findings.slice(0, FINDINGS) };
  }

  /** @returns {Promise<number>} the response time in milliseconds; never rejects */
  ask(address) {
    const startedAt = performance.now();
    return new Promise((resolve) => {
      const done = (finding) => {
        if (finding) this.findings.push(`${labelOf(address)}: ${finding}`);
        resolve(performance.now() - startedAt);
      };
      this.request(address, (response) => {
        response
          .resume()
          .on('end', () => done(response.statusCode === 200 ? undefined : `status ${response.statusCode}`));
      }).on('error', (error) => done(String(error)));
    });
  }

  download(address) {
    const download = this.request(address, (response) => {
      if (response.statusCode !== 200) this.findings.push(`${address}: status ${response.statusCode}`);
      response.on('error', () => undefined).resume();
    }).on('error', (error) => {
      if (this.downloads.has(download)) this.findings.push(`${address}: ${error}`);
    });
    this.downloads.add(download);
  }

  request(address, onResponse) {
    const { path, fields } = typeof address === 'string' ? { path: address } : address;
    const form = fields && multipart(fields);
    const headers = { cookie: this.cookie };
    if (form) Object.assign(headers, { 'content-type': form.contentType, 'sec-fetch-site': 'same-origin' });
    const method = form ? 'POST' : 'GET';
    const options = { agent: this.agent, port: this.port, host: '127.0.0.1', method, headers };
    const sent = request({ ...options, path: `/admin/api${path}` }, onResponse);
    sent.end(form?.body);
    return sent;
  }
}
