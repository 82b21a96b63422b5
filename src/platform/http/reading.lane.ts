import type { IncomingMessage } from 'node:http';
import type { FastLane } from './fast-lane.adapter.js';
import type { LaneReply } from './lane-reply.js';
import { sharedReply, type SharedAnswer } from './shared-answer.js';

/** GET for answers that everybody gets alike. */
export class ReadingLane implements FastLane {
  /** @param find how to come by the answer for a path, or undefined for a path of somebody else */
  constructor(private readonly find: (path: string) => (() => Promise<SharedAnswer>) | undefined) {}

  takes({ method, url, headers }: IncomingMessage): boolean {
    return method === 'GET' && !headers.accept?.includes('text/html') && this.find(url ?? '') !== undefined;
  }

  serve(request: IncomingMessage, reply: LaneReply): void {
    this.find(request.url ?? '')!().then(
      (answer) => {
        const { status, headers, body } = sharedReply(request, answer);
        reply.send(status, headers, body);
      },
      (error: unknown) => reply.error(error),
    );
  }
}
