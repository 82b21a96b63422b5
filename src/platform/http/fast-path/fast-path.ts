import { DiscoveryService } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import type { FastPathReply } from './fast-path-reply.js';

/**
 * Answers one kind of frequent request without Express. It has no rule of its own: its controller answers the same
 * requests in the same way, and also those that are unusual in some respect.
 */
export interface FastPath {
  /** Whether it answers requests for any host name. */
  readonly acceptsAnyHost?: boolean;
  /** Whether `serve` can answer this request. Does not read the body. */
  matches(request: IncomingMessage): boolean;
  /** Sends exactly one response, whatever happens. */
  serve(request: IncomingMessage, reply: FastPathReply): void;
}

/** Puts a provider that implements `FastPath` in front of Express. */
export const RegisterFastPath = DiscoveryService.createDecorator<void>();

/** The fast paths of all modules. */
export const registeredFastPaths = (discovery: DiscoveryService): FastPath[] =>
  discovery
    .getProviders({ metadataKey: RegisterFastPath.KEY })
    .map(({ instance }: { readonly instance: unknown }) => instance as FastPath);
