import { Injectable } from '@nestjs/common';
import type { RequestHandler } from 'express';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Role } from '../../account/role.js';
import { overloaded } from '../../platform/errors/overloaded.js';
import { OPERATORS } from '../../platform/http/queues/express-queues.js';
import { BoundedQueue } from '../../platform/throttle/bounded-queue.js';
import { operatorOf } from './operator-of.js';

/** A browser sends six requests at once; more than four at a time gain nothing, because one thread or two connections read. */
const AT_ONCE = 4;

/** The keys under which places are shared among operators: an account's, and one for all accounts of its role. */
export const operatorKeys = (userId: number, role: Role): readonly string[] => [`account ${userId}`, `role ${role}`];

/**
 * Limits how many requests of an operator are processed at once, so that one account, or all accounts of one role, cannot
 * delay the others for long. A request holds its place until its work has ended: in front of Express it leaves when its client
 * disconnects, and then its reads would still wait. This is the only limit of the panel's reads. `BackgroundReads` has none,
 * because it does not know for whom it reads, so a client that fills it would have the reads of all others refused. It reads in the
 * order of the calls: of one account only `AT_ONCE` requests can wait there in front of another operator's.
 */
@Injectable()
export class OperatorPlaces {
  /** By account. They stay, because operators are few. */
  private readonly turns = new Map<number, LimitFunction>();
  /** As many places as the queue of operators in front of Express has. One account can hold half of them. */
  private readonly queue = new BoundedQueue(OPERATORS, OPERATORS, overloaded);

  /** @throws DomainError `OVERLOADED` */
  run<T>(userId: number, role: Role, work: () => Promise<T>): Promise<T> {
    return this.queue.add(() => this.inTurn(userId, work), operatorKeys(userId, role));
  }

  private inTurn<T>(userId: number, work: () => Promise<T>): Promise<T> {
    const turn = this.turns.get(userId) ?? pLimit(AT_ONCE);
    this.turns.set(userId, turn);
    return turn(work);
  }

  /** A handler whose requests each need a place. @param handle settles when its work has ended */
  limited<P>(handle: (...call: Parameters<RequestHandler<P>>) => Promise<unknown>): RequestHandler<P> {
    return async (request, response, next) => {
      const { userId, role } = operatorOf(request as Parameters<RequestHandler>[0]);
      await this.run(userId, role, async () => {
        // The client may have disconnected while its request waited for its turn. The body would never end.
        if (!request.socket.destroyed) await handle(request, response, next);
      });
    };
  }
}
