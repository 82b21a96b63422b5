import type { Answer } from '../errors/answer.js';

export type PageField = {
  readonly name: string;
  readonly label: string;
  readonly type: 'email' | 'password';
  /** HTML's `autocomplete` attribute, which password managers use. */
  readonly autocomplete: string;
  readonly maxLength: number;
  readonly hints?: readonly string[];
  /** Another key in the body of a refusal whose messages belong to this field. */
  readonly alsoNamed?: string;
};

/** The locals of the view `form`. */
export type PageForm = {
  readonly title: string;
  readonly action: string;
  readonly submit: string;
  readonly fields: readonly PageField[];
  readonly lead?: string | undefined;
  /** A success message from the previous page. */
  readonly notice?: string | undefined;
  readonly next?: string | undefined;
  /** The account's e-mail for password managers, if no field contains it. */
  readonly account?: string;
  readonly elsewhere?: { readonly question: string; readonly href: string; readonly label: string };
  readonly member?: { readonly email: string } | undefined;
};

/**
 * @param refusal its messages are shown beside their fields, others above the form
 * @param typed the submitted values, which are shown again, except passwords
 */
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
