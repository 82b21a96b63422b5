/** Returns the text of a component in the operator's language. */
export type Say = (key: string, options?: object) => string;
