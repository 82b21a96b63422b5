import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { DomainError } from '../../platform/errors/domain-error.js';
import { invalidFields, type FieldMessages } from '../../platform/errors/invalid-fields.js';
import { asText, emailProblem } from '../../platform/validation/field.js';
import { readForm } from '../../platform/validation/form.pipe.js';
import { emailTaken } from '../account.errors.js';
import { SignupDto } from '../account.dto.js';
import { emailKey } from '../email-address.js';
import { User } from '../user.entity.js';

/** Validates the signup form. Reports a taken e-mail together with the problems of the other fields. */
@Injectable()
export class SignupReader {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}

  /** @param body the request body, of any type. @throws DomainError `EMAIL_TAKEN`; `INVALID` with messages by field */
  async read(body: unknown): Promise<SignupDto> {
    const taken = await this.isTaken(asText((body as { email?: unknown } | null | undefined)?.email));
    try {
      const form = readForm(SignupDto, body);
      if (!taken) return form;
    } catch (error) {
      if (!taken || !(error instanceof DomainError)) throw error;
      throw invalidFields({ ...emailTaken().body, ...error.body } as FieldMessages);
    }
    throw emailTaken();
  }

  private async isTaken(email: unknown): Promise<boolean> {
    if (emailProblem(email, 255) !== undefined) return false;
    return this.users.existsBy({ emailKey: emailKey(email as string) });
  }
}
