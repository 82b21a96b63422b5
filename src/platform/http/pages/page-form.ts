import type { Answer } from '../errors/answer.js';

export type PageField = {
  readonly name: string;
  readonly label: string;
  readonly type: 'email' | 'password';
  /** HTML's `autocomplete`, by which password managers know what to fill in. */
  readonly autocomplete: string;
  readonly maxLength: number;
  readonly hints?: readonly string[];
  /** Another name under which a refusal may speak of this field. */
  readonly alsoNamed?: string;
};

/** What the view `form` shows. */
export type PageForm = {
  readonly title: string;
  readonly action: string;
  readonly submit: string;
  readonly fields: readonly PageField[];
  readonly lead?: string | undefined;
  /** Good news from the page before. */
  readonly notice?: string | undefined;
  readonly next?: string | undefined;
  /** Whose password it is about, where no field says so: password managers want to know. */
  readonly account?: string;
  readonly elsewhere?: { readonly question: string; readonly href: string; readonly label: string };
  readonly member?: { readonly email: string } | undefined;
};

/** After a refusal the words stand beside the fields they speak of, and what was typed is kept, passwords excepted. */
export function presentForm(form: PageForm, refusal?: Answer, typed?: unknown): Record<string, unknown> {
  const fields = form.fields.map((field) => ({ ...field, ...fill(field, refusal?.body ?? {}, typed) }));
  const problems = fields.some(({ errors }) => errors.length > 0) ? [] : generalProblems(refusal);
  const wrong = fields.find(({ errors }) => errors.length > 0) ?? (refusal && fields.find(({ value }) => !value));
  return {
    ...form,
    problems,
    refused: refusal !== undefined,
    fields: fields.map((field) => ({ ...field, focused: field === wrong })),
  };
}

function fill({ name, type, hints, alsoNamed }: PageField, body: Answer['body'], typed: unknown) {
  const errors = [...texts(body[name]), ...(alsoNamed ? texts(body[alsoNamed]) : [])];
  const value = type === 'password' ? undefined : (typed as Record<string, unknown> | undefined)?.[name];
  const describedBy = [hints?.length ? `${name}-hint` : '', errors.length > 0 ? `${name}-error` : ''].join(' ').trim();
  return { errors, describedBy, value: typeof value === 'string' ? value : '' };
}

function generalProblems(refusal?: Answer): string[] {
  const { result, detail, non_field_errors: general } = refusal?.body ?? {};
  return [result, detail, general].flatMap(texts);
}

const texts = (value: unknown): string[] => [value].flat().filter((item) => typeof item === 'string');
