export const LANGUAGES = ['ko', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];

/** A sentence for people in every language of the service. Whoever answers chooses the language: `inLanguage`. */
export class Text implements Readonly<Record<Language, string>> {
  constructor(
    readonly ko: string,
    readonly en: string,
  ) {}
}

export const text = (ko: string, en: string): Text => new Text(ko, en);

/** The fields of a body with every `Text` in one language, also those in lists; other values stay as they are. */
export function inLanguage(body: Readonly<Record<string, unknown>>, language: Language): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const name in body) plain[name] = said(body[name], language);
  return plain;
}

function said(value: unknown, language: Language): unknown {
  if (value instanceof Text) return value[language];
  return Array.isArray(value) ? value.map((item: unknown) => said(item, language)) : value;
}
