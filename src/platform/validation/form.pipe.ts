import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { validateSync } from 'class-validator';
import { invalidFields } from '../errors/invalid-fields.js';
import { text } from '../errors/text.js';
import { pythonType } from './field.js';
import { fieldProblem, fillForm } from './form-fields.js';

/** Converts a request body to its form class. Reports the problems of all fields together, and ignores unknown fields. */
@Injectable()
export class FormPipe implements PipeTransform {
  transform(value: unknown, { metatype, type }: ArgumentMetadata): unknown {
    return type === 'body' && metatype && metatype !== Object ? readForm(metatype as new () => object, value) : value;
  }
}

/** @returns a validated instance of `form`. @throws DomainError `INVALID` with messages by field */
export function readForm<T extends object>(form: new () => T, value: unknown): T {
  const body = value ?? {};
  if (typeof body !== 'object' || Array.isArray(body)) {
    const message = text(
      `유효하지 않은 데이터. 딕셔너리(dictionary)대신 ${pythonType(body)}를 받았습니다.`,
      `Invalid data. Expected a dictionary, but got ${pythonType(body)}.`,
    );
    throw invalidFields({ non_field_errors: [message] });
  }
  const instance = fillForm(form, body);
  const problems = validateSync(instance, { stopAtFirstError: true });
  if (problems.length === 0) return instance;
  throw invalidFields(
    Object.fromEntries(problems.map(({ property, value }) => [property, fieldProblem(form, property, value)])),
  );
}
