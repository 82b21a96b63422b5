import type { Text } from '../errors/text.js';

/** How one field of a form is read, and what is wrong with its value then, if anything is. */
export type FormField = {
  readonly convert: (value: unknown) => unknown;
  readonly problem: (value: unknown) => Text | undefined;
};

/** What the decorators of `field.decorators.ts` wrote down: for each form its fields by name. */
const FIELDS = new WeakMap<object, Map<string, FormField>>();

export function declareField(form: object, name: string, field: FormField): void {
  const fields = FIELDS.get(form) ?? new Map<string, FormField>();
  FIELDS.set(form, fields.set(name, field));
}

/** A form with its declared fields from `body`, converted; whatever else `body` has is left behind, unread. */
export function fillForm<T extends object>(form: new () => T, body: object): T {
  const filled = [...(FIELDS.get(form) ?? [])].map(([name, { convert }]) => [name, convert(ownValue(body, name))]);
  return Object.assign(new form(), Object.fromEntries(filled)) as T;
}

/** What is wrong with a field's converted value. class-validator keeps messages as strings, so they are asked for here. */
export function fieldProblem(form: object, name: string, value: unknown): readonly Text[] {
  const problem = FIELDS.get(form)?.get(name)?.problem(value);
  return problem ? [problem] : [];
}

const ownValue = (body: object, name: string): unknown =>
  Object.hasOwn(body, name) ? (body as Record<string, unknown>)[name] : undefined;
