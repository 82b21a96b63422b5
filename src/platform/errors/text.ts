export const LANGUAGES = ['ko', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];

/** A message for people in every language of the service. The response selects one with `inLanguage`. */
export class Text implements Readonly<Record<Language, string>> {
  constructor(
    readonly ko: string,
    readonly en: string,
  ) {}
}

export const text = (ko: string, en: string): Text => new Text(ko, en);

/** @returns a copy of the body with every `Text`, also in lists, replaced by its message in `language` */
export function inLanguage(body: Readonly<Record<string, unknown>>, language: Language): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const name in body) plain[name] = translated(body[name], language);
  return plain;
}

function translated(value: unknown, language: Language): unknown {
  if (value instanceof Text) return value[language];
  return Array.isArray(value) ? value.map((item: unknown) => translated(item, language)) : value;
}
