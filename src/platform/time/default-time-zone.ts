// Browsers load this file, too: it must not import anything.

/** The time zone of an event for which no other was chosen. Pages name the zone only if it is another one. */
export const DEFAULT_TIME_ZONE = 'Asia/Seoul';
