import { DiscoveryService } from '@nestjs/core';

/** Marks a controller whose POST routes read a page's own form. Every other body is JSON. */
export const ReadsForms = DiscoveryService.createDecorator<void>();

/** Requests that have a queue of their own in front of Express. */
export type QueueName = 'presses' | 'logins';

/** The queue of the POST requests of a controller or of one of its methods. Others wait in the queue of visitors. */
export const QueuedAs = DiscoveryService.createDecorator<QueueName>();
