/** A reason, in Korean, for which nothing is imported. The message says what to do. */
export class ImportRefusal extends Error {}
