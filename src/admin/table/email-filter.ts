/**
 * Whether a filter means one member. It is a whole address if it has a dot behind the `@`, and a beginning otherwise: `kim@example.com`
 * does not find `kim@example.com.au`. The panel's scripts import this function, too.
 */
export const isWholeAddress = (typed: string): boolean => /@[^@]*\.[^@.]+$/.test(typed.trim());
