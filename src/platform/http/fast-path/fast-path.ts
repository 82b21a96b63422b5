import { DiscoveryService } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import type { FastPathReply } from './fast-path-reply.js';

/**
 * Answers one kind of frequent request without Express. A controller answers the same requests in the same way, and also the
 * unusual ones that `matches` rejects.
 */
export interface FastPath {
  /** Whether requests are answered whatever their Host header is. Default: false. */
  readonly acceptsAnyHost?: boolean;
  /** Whether `serve` can answer this request. Does not read the body. */
  matches(request: IncomingMessage): boolean;
  /** Sends exactly one response, also after an error. */
  serve(request: IncomingMessage, reply: FastPathReply): void;
}

/** Registers a provider that implements `FastPath`. */
export const RegisterFastPath = DiscoveryService.createDecorator<void>();

/** The fast paths of all modules. */
export const registeredFastPaths = (discovery: DiscoveryService): FastPath[] =>
  discovery
    .getProviders({ metadataKey: RegisterFastPath.KEY })
    .map(({ instance }: { readonly instance: unknown }) => instance as FastPath);
