import { SettingError } from './setting-error.js';

/** Django's four password validators, by Django's class names. */
export const allPasswordRules = [
  'UserAttributeSimilarityValidator',
  'MinimumLengthValidator',
  'CommonPasswordValidator',
  'NumericPasswordValidator',
] as const;

export type PasswordRule = (typeof allPasswordRules)[number];

export function parsePasswordRules(names: readonly string[]): PasswordRule[] {
  const unknown = names.find((name) => !isRule(lastPart(name)));
  if (unknown) {
    throw new SettingError(
      'PASSWORD_VALIDATORS',
      `does not know "${unknown}"; choose from ${allPasswordRules.join(', ')}.`,
    );
  }
  return allPasswordRules.filter((rule) => names.some((name) => lastPart(name) === rule));
}

const isRule = (name: string): name is PasswordRule => (allPasswordRules as readonly string[]).includes(name);

/** Accepts Django's full names, such as `django.contrib.auth.password_validation.MinimumLengthValidator`. */
const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
