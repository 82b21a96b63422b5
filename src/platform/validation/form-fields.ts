import type { Text } from '../errors/text.js';

/** Converts the value of a form field, and returns the problem of a converted value, if any. */
export type FormField = {
  readonly convert: (value: unknown) => unknown;
  readonly problem: (value: unknown) => Text | undefined;
};

/** The fields of each form class by name, as the decorators of `field.decorators.ts` declared them. */
const FIELDS = new WeakMap<object, Map<string, FormField>>();

export function declareField(form: object, name: string, field: FormField): void {
  const fields = FIELDS.get(form) ?? new Map<string, FormField>();
  FIELDS.set(form, fields.set(name, field));
}

/** @returns a form with its declared fields from `body`, converted. Other properties of `body` are ignored. */
export function fillForm<T extends object>(form: new () => T, body: object): T {
  const filled = [...(FIELDS.get(form) ?? [])].map(([name, { convert }]) => [name, convert(ownValue(body, name))]);
  return Object.assign(new form(), Object.fromEntries(filled)) as T;
}

/** @returns the messages for a converted value. class-validator stores messages as strings only, and not as `Text`. */
export function fieldProblem(form: object, name: string, value: unknown): readonly Text[] {
  const problem = FIELDS.get(form)?.get(name)?.problem(value);
  return problem ? [problem] : [];
}

const ownValue = (body: object, name: string): unknown =>
  Object.hasOwn(body, name) ? (body as Record<string, unknown>)[name] : undefined;
