import { worstFirst, type Check } from './check.js';
import { discountChecks } from './discount.checks.js';
import type { EventFacts } from './event-facts.js';
import { hoursChecks } from './hours.checks.js';
import { nameChecks } from './name.checks.js';
import { serviceChecks } from './service.checks.js';
import { stockChecks } from './stock.checks.js';
import { visibilityChecks, worksChecks } from './visibility.checks.js';

const TOPICS = [
  hoursChecks,
  stockChecks,
  worksChecks,
  visibilityChecks,
  discountChecks,
  nameChecks,
  serviceChecks,
] as const;

/** Looks for the usual mistakes of an event before it opens. Of each topic, at least one result; the worst come first. */
export const checkEvent = (facts: EventFacts): Check[] => worstFirst(TOPICS.flatMap((checks) => checks(facts)));
