import type { LocaleTranslations } from 'adminjs';
import type { Language } from '../../platform/errors/text.js';
import { en } from '../locale/en.js';
import { ko } from '../locale/ko.js';

type Labels = Readonly<Record<string, string | undefined>>;
type Tables = Readonly<Record<string, { readonly properties?: Labels } | undefined>>;

const TEXTS: Readonly<Record<Language, LocaleTranslations>> = { ko, en };

/** The name of a field as the panel shows it above a list. */
export function fieldLabel(language: Language, table: string, field: string): string {
  const { properties, resources } = TEXTS[language] as { properties: Labels; resources: Tables };
  return resources[table]?.properties?.[field] ?? properties[field] ?? field;
}
