import { Injectable } from '@nestjs/common';
import type { PasswordRule } from '../../platform/config/password-rules.js';
import { Settings } from '../../platform/config/settings.js';
import type { Text } from '../../platform/errors/text.js';
import { commonPassword } from './password-rules/common-password.js';
import { entirelyNumeric } from './password-rules/entirely-numeric.js';
import { similarToEmail } from './password-rules/similar-to-email.js';
import { tooShort } from './password-rules/too-short.js';

/** @returns the message of the violated rule, or undefined */
export type PasswordCheck = (password: string, email: string) => Text | undefined;

const CHECKS: Readonly<Record<PasswordRule, PasswordCheck>> = {
  UserAttributeSimilarityValidator: similarToEmail,
  MinimumLengthValidator: tooShort,
  CommonPasswordValidator: commonPassword,
  NumericPasswordValidator: entirelyNumeric,
};

/** Applies Django's password validators with Django's results and messages. `PASSWORD_VALIDATORS` selects them. */
@Injectable()
export class PasswordPolicy {
  constructor(private readonly settings: Settings) {}

  /** @returns the messages of all violated rules, in the order of the rules; empty if the password is acceptable */
  problems(password: string, email: string): Text[] {
    return this.settings.passwordRules
      .map((rule) => CHECKS[rule](password, email))
      .filter((problem) => problem !== undefined);
  }
}
