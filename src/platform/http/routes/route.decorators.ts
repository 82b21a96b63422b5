import { DiscoveryService } from '@nestjs/core';

/** Marks a controller whose POST routes receive forms of the service's pages. All other bodies are JSON. */
export const ReadsForms = DiscoveryService.createDecorator<void>();

/** A queue in front of Express for one kind of POST request. */
export type QueueName = 'presses' | 'logins';

/** Sets the queue for the POST requests of a controller or method. Without it they use the queue of visitors. */
export const QueuedAs = DiscoveryService.createDecorator<QueueName>();
